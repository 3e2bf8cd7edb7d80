"""The paper sign-off form (逐级审核签字表): which parcels stand on which page, and the code printed on every page.

One form asks the signatures of one stage and level for any number of parcels, 20 on a page (records §5, signature rule 5).
Its code says the form's number and the page only; which parcels those are stands in the ledger, in the form's
``issue_form`` event. Whoever types the code by hand types the same 16 signs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Protocol, Sequence, Tuple

from .errors import BadInput, tr

PARCELS_PER_PAGE = 20
MOST_PAGES = 99
PREFIX = "FS1"
ALPHABET = "0123456789" + "ABCDEFGH" + "JKMN" + "PQRST" + "VWXYZ"  # Crockford's base 32: nothing in it looks like something else
ID_LETTERS, CHECK_LETTERS = 10, 4
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PAYLOAD = re.compile(rf"{PREFIX}\|([{ALPHABET}]{{{ID_LETTERS}}})\|(\d\d)\|([{ALPHABET}]{{{CHECK_LETTERS}}})")


@dataclass(frozen=True)
class FormParcel:
    """A parcel on a form: what its signature will stand for.

    :param subject_hash: of the facts as printed. :param version: of the case when the form was printed.
    """

    parcel_uid: str
    subject_hash: str
    version: int


@dataclass(frozen=True)
class FormPage:
    """One page: its number from 1 and its parcels in the order of the rows."""

    number: int
    parcels: Tuple[FormParcel, ...]


@dataclass(frozen=True)
class FormSpec:
    """A printed form: the stage and level whose signatures it asks, ``role`` the code of who signs there."""

    form_id: str
    stage: str
    level: int
    role: str
    pages: Tuple[FormPage, ...]

    def page(self, number: int) -> Optional[FormPage]:
        """Return a page by its number; None when the form has none such."""
        return next((page for page in self.pages if page.number == number), None)

    def parcels(self) -> Tuple[FormParcel, ...]:
        """Return the parcels of all pages."""
        return tuple(parcel for page in self.pages for parcel in page.parcels)

    def codes(self) -> List[FormCode]:
        """Return the code of each page."""
        return [FormCode(self.form_id, page.number) for page in self.pages]

    def payload(self) -> Dict[str, Any]:
        """Return what the ``issue_form`` event says of the form."""
        return {"form_id": self.form_id, "stage": self.stage, "level": self.level, "role": self.role, "pages": [
            [{"uid": parcel.parcel_uid, "subject_hash": parcel.subject_hash, "version": parcel.version}
             for parcel in page.parcels] for page in self.pages]}


class FormLookup(Protocol):
    """Where printed forms are known: the ledger."""

    def forms(self, form_id: str) -> Optional[FormSpec]:
        """Return a form by its number; None when this ledger never printed it."""
        ...


@dataclass(frozen=True)
class FormCode:
    """The code of one page of a form."""

    form_id: str
    page: int

    def text(self) -> str:
        """Return what stands in the QR code: ``FS1|form|page|check``."""
        return f"{PREFIX}|{self.form_id}|{self.page:02d}|{_check(self.form_id, self.page)}"

    def typed(self) -> str:
        """Return what is printed for people: 16 signs in four groups."""
        signs = f"{self.form_id}{self.page:02d}{_check(self.form_id, self.page)}"
        return "-".join(signs[i:i + 4] for i in range(0, len(signs), 4))


def _check(form_id: str, page: int) -> str:
    """Return 20 bits of SHA-256 over the rest of the code: a wrong reading passes once in a million times."""
    return _letters(hashlib.sha256(f"{PREFIX}|{form_id}|{page:02d}".encode("ascii")).digest(), CHECK_LETTERS)


def _letters(digest: bytes, count: int) -> str:
    number = int.from_bytes(digest, "big") >> 8 * len(digest) - 5 * count
    return "".join(ALPHABET[number >> 5 * (count - 1 - i) & 31] for i in range(count))


def form_id_of(seed: str) -> str:
    """Return the number of a new form: 50 bits out of a seed used once, such as a fresh ULID."""
    return _letters(hashlib.sha256(seed.encode("utf-8")).digest(), ID_LETTERS)


def parse_code(text: str) -> Optional[FormCode]:
    """Return the code in a QR code's text; None when it is none of ours or its check does not hold."""
    found = _PAYLOAD.fullmatch(text)
    if found is None:
        return None
    code = FormCode(found.group(1), int(found.group(2)))
    return code if code.page and code.text() == text else None


def parse_typed(text: str) -> FormCode:
    """Return the code a person typed: small letters, full-width signs, blanks, O for 0 and I or L for 1 are understood.

    :raises BadInput: when it has not the right length, or is not a code that can have been printed.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    scanned = parse_code(re.sub(r"\s", "", plain))
    if scanned is not None:
        return scanned
    signs = re.sub(r"[\s\-_‐-―−.·]", "", plain).translate(_LOOKALIKES)
    wanted = ID_LETTERS + 2 + CHECK_LETTERS
    if len(signs) != wanted:
        raise BadInput(tr("The form code has {wanted} letters and digits, not {count}: type it as printed under the QR "
                          "code, for example {example}."), wanted=wanted, count=len(signs),
                       example=FormCode(form_id_of("example"), 1).typed())
    page = signs[ID_LETTERS:ID_LETTERS + 2]
    if set(signs) <= set(ALPHABET) and page.isdigit() and int(page):
        code = FormCode(signs[:ID_LETTERS], int(page))
        if code.typed().replace("-", "") == signs:
            return code
    raise BadInput(tr("{code} is not a form code: a letter or digit is mistyped; compare it with the one printed under "
                      "the QR code."), code=text.strip()[:40])


def arranged(form_id: str, stage: str, level: int, role: str, parcels: Sequence[FormParcel]) -> FormSpec:
    """Return a form of these parcels, 20 on a page, in the order given.

    :raises BadInput: without parcels, with more than fill 99 pages, or with one parcel twice.
    """
    if not parcels:
        raise BadInput(tr("No parcel is chosen for the form."))
    if len(parcels) > PARCELS_PER_PAGE * MOST_PAGES:
        raise BadInput(tr("A form holds {most} parcels at most, not {count}: print it by township or village."),
                       most=PARCELS_PER_PAGE * MOST_PAGES, count=len(parcels))
    if len({parcel.parcel_uid for parcel in parcels}) < len(parcels):
        raise BadInput(tr("A parcel stands on the form twice."))
    return FormSpec(form_id, stage, level, role, tuple(
        FormPage(i // PARCELS_PER_PAGE + 1, tuple(parcels[i:i + PARCELS_PER_PAGE]))
        for i in range(0, len(parcels), PARCELS_PER_PAGE)))


def from_payload(payload: Mapping[str, Any]) -> FormSpec:
    """Return the form that an ``issue_form`` event tells of."""
    return FormSpec(
        str(payload["form_id"]), str(payload["stage"]), int(payload["level"]), str(payload["role"]),
        tuple(FormPage(number, tuple(
            FormParcel(str(row["uid"]), str(row["subject_hash"]), int(row.get("version", 0))) for row in rows))
            for number, rows in enumerate(payload["pages"], start=1)))
