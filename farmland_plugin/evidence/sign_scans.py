"""Signed forms coming back as scans: by the QR code on it, each page is matched to the parcels that stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List, Optional, Sequence, Set, Tuple, Union

import numpy as np

from ..domain.errors import BadInput, FarmlandError
from ..domain.progress import Feedback, NoFeedback
from ..domain.signform import FormCode, FormLookup, FormPage, FormParcel, FormSpec, parse_code, parse_typed
from ..files import existing, sha256_of
from ..i18n import message, tr
from .qr_reader import read_codes
from .scan_pages import Grey, is_scan, pages_of

_NO_SCANS = {"thumbs.db", "desktop.ini"}
_BLANK_SHARE = 0.0005  # of dark pixels: the back of a page


@dataclass(frozen=True)
class Matched:
    """A scanned page whose parcels are known.

    :param sheet: which page of the file, from 1. :param earlier: another scan of the same page of the form, found before
        this one: perhaps a better one, perhaps one with fewer signatures; a person has to look. :param typed: whether a
        person typed the code.
    """

    path: Path
    sha256: str
    sheet: int
    form: FormSpec
    page: FormPage
    earlier: Optional[Path] = None
    typed: bool = False

    @property
    def parcels(self) -> Tuple[FormParcel, ...]:
        """Return the parcels on the page, in the order of its rows."""
        return self.page.parcels


@dataclass(frozen=True)
class Unmatched:
    """A scan, or a page of one, that could not be matched, and why; '' as hash when the file cannot be read at all."""

    path: Path
    sha256: str
    sheet: int
    reason: str


Result = Union[Matched, Unmatched]


def match_scans(source: Union[Path, Sequence[Path]], lookup: FormLookup, feedback: Optional[Feedback] = None) -> List[Result]:
    """Match scans to the parcels of the forms they show; nothing is written.

    :param source: a folder (with its subfolders) or files. :param lookup: the ledger's printed forms.
    :raises BadInput: when the folder does not exist. :raises Cancelled: when the user stops.
    """
    feedback = feedback or NoFeedback()
    files = scan_files(source)
    results: List[Result] = []
    seen: Dict[str, Path] = {}
    matched: Dict[FormCode, Path] = {}
    for count, path in enumerate(files):
        feedback.check()
        for result in _file(path, lookup, seen):
            if isinstance(result, Matched):
                code = FormCode(result.form.form_id, result.page.number)
                result = _with_earlier(result, matched.get(code))
                matched[code] = path
            results.append(result)
            _tell(result, feedback)
        feedback.progress(100 * (count + 1) / len(files))
    return results


def match_typed(path: Path, typed: str, lookup: FormLookup, sheet: int = 1) -> Matched:
    """Match a scan whose QR code is torn by the code printed under it, typed by a person.

    :raises BadInput: when the code is mistyped, or no page of a form printed from this ledger.
    """
    code = parse_typed(typed)
    found = _looked_up(code, lookup)
    return Matched(path, sha256_of(existing(path, tr("Scan"))), sheet, found[0], found[1], typed=True)


def scan_files(source: Union[Path, Sequence[Path]]) -> List[Path]:
    """Return the files that may be scans, sorted by name; of files named one by one, all.

    :raises BadInput: when the folder does not exist.
    """
    if not isinstance(source, Path):
        return list(source)
    if not existing(source, tr("Folder of scans")).is_dir():
        return [source]
    inside = (path for path in source.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in inside if path.name.lower() not in _NO_SCANS and not any(
        part.startswith((".", "~$")) for part in path.relative_to(source).parts))


def _file(path: Path, lookup: FormLookup, seen: Dict[str, Path]) -> Iterable[Result]:
    """Yield what each page of a file is."""
    if not is_scan(path):
        yield Unmatched(path, "", 1, tr("This kind of file is no scan: save it as JPG, PNG, TIF or PDF."))
        return
    try:
        seal = sha256_of(path)
    except OSError as error:
        yield Unmatched(path, "", 1, tr("The file cannot be read ({reason}).").format(reason=error.strerror or error))
        return
    if seal in seen:
        yield Unmatched(path, seal, 1, tr("The same scan as {name}: counted once.").format(name=seen[seal].name))
        return
    seen[seal] = path
    sheet = 0
    try:
        for sheet, picture in enumerate(pages_of(path), start=1):
            if sheet == 1 or not _is_blank(picture):
                yield _page(path, seal, sheet, picture, lookup)
    except BadInput as error:
        yield Unmatched(path, seal, sheet + 1, message(error))


def _is_blank(picture: Grey) -> bool:
    """Whether a page is the empty back of one."""
    sample = picture[::3, ::3]
    return bool((sample < np.percentile(sample, 90) * 0.7).mean() < _BLANK_SHARE)


def _page(path: Path, seal: str, sheet: int, picture: Grey, lookup: FormLookup) -> Result:
    """Return what one page is."""
    codes, others = _codes(picture)
    if len(codes) > 1:
        return Unmatched(path, seal, sheet, tr("The scan shows {count} pages of forms at once: scan each page by itself.").format(
            count=len(codes)))
    if not codes and others:
        return Unmatched(path, seal, sheet, tr("The QR code on it is not that of a sign-off form."))
    if not codes:
        return Unmatched(path, seal, sheet, tr("No QR code can be read on it (cut off, torn, covered or blurred): type the form "
                                               "code printed under the QR code, or scan the page again."))
    try:
        form, page = _looked_up(next(iter(codes)), lookup)
    except FarmlandError as error:
        return Unmatched(path, seal, sheet, message(error))
    return Matched(path, seal, sheet, form, page)


def _codes(picture: Grey) -> Tuple[Set[FormCode], Set[str]]:
    """Return the form codes on a page, and what other QR codes say."""
    others: Set[str] = set()

    def wanted(text: str) -> bool:
        if parse_code(text) is None:
            others.add(text)
            return False
        return True

    found = [parse_code(code.text) for code in read_codes(picture, wanted)]
    return {code for code in found if code is not None}, others


def _looked_up(code: FormCode, lookup: FormLookup) -> Tuple[FormSpec, FormPage]:
    """Return the form and page a code names.

    :raises BadInput: when this ledger never printed it.
    """
    form = lookup.forms(code.form_id)
    if form is None:
        raise BadInput(tr("Form {code} was not printed from this ledger: it belongs to another ledger or to an older copy."),
                       code=code.typed())
    page = form.page(code.page)
    if page is None:
        raise BadInput(tr("Form {code} has {pages} pages only, there is no page {page}."), code=code.typed(),
                       pages=len(form.pages), page=code.page)
    return form, page


def _with_earlier(result: Matched, earlier: Optional[Path]) -> Matched:
    return result if earlier is None else Matched(result.path, result.sha256, result.sheet, result.form, result.page, earlier,
                                                  result.typed)


def _tell(result: Result, feedback: Feedback) -> None:
    """Say what became of a page."""
    if isinstance(result, Unmatched):
        feedback.warn(tr("{name}, page {sheet}: {reason}").format(
            name=result.path.name, sheet=result.sheet, reason=result.reason))
    elif result.earlier is not None:
        feedback.warn(tr("{name}, page {sheet}: page {page} of the form was scanned before ({earlier}); look at both.").format(
            name=result.path.name, sheet=result.sheet, page=result.page.number, earlier=result.earlier.name))
    else:
        feedback.say(tr("{name}, page {sheet}: page {page} of form {form}, {count} parcels").format(
            name=result.path.name, sheet=result.sheet, page=result.page.number, form=result.form.form_id,
            count=len(result.parcels)))
