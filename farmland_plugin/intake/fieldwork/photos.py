"""The photos of fieldwork: found by their relative paths, known by their content, attached once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Set, Tuple

from ...domain.parcel import CaseState, Parcel
from ...domain.progress import Feedback
from ...files import sha256_of
from ...i18n import tr
from ...ledger.ledger import Ledger
from ...ledger.media import MIME, Stored
from ..findings import RowRefused
from .layout import PHOTOS
from .working_copy import WorkingCopy, reopened


class PhotoRow(NamedTuple):
    """A photo that is not attached: the row, its parcel's number, what the row names, and why."""

    row: int
    number: str
    path: str
    reason: str


@dataclass
class Photo:
    """A photo that will be attached; ``stored`` once it lies in the ledger's media folder."""

    row: int
    parcel: Parcel
    path: Path
    sha256: str
    role: str
    caption: str
    stored: Optional[Stored] = None

    def file(self) -> Dict[str, Any]:
        """Return the file's record; it is empty while the photo was not taken in."""
        return self.stored.to_dict() if self.stored is not None else {}


@dataclass
class Photos:
    """What became of the photos.

    :param missing: rows whose file is not there. :param nameless: files in the photo folder that no row names.
    :param twice: photos that stand for several parcels.
    """

    attached: List[Photo] = field(default_factory=list)
    refused: List[PhotoRow] = field(default_factory=list)
    missing: List[PhotoRow] = field(default_factory=list)
    twice: List[PhotoRow] = field(default_factory=list)
    nameless: List[str] = field(default_factory=list)
    already: int = 0


class _Missing(Exception):
    """The file of a row is not there."""


def judge_photos(ledger: Ledger, copy: WorkingCopy, parcels: Mapping[str, Parcel], cases: Mapping[str, CaseState],
                 feedback: Feedback) -> Photos:
    """Decide on every photo of a working copy; nothing is copied or written.

    A photo that hangs on the parcel in this role already, or was taken off it, is not attached again. One taken in an earlier
    round of the case shows nothing of the recheck.
    """
    found = Photos()
    inside = _Folder(copy.folder)
    hanging: Dict[str, Set[Tuple[str, str]]] = {}
    shown: Dict[str, str] = {}
    for done, row in enumerate(copy.photos):
        feedback.check()
        feedback.progress(60.0 + 30.0 * done / len(copy.photos))
        number, uid = int(row["fid"]), str(row.get("parcel_uid") or "")
        parcel = parcels.get(uid)
        told = (number, parcel.source_no if parcel else "—", str(row.get("path") or ""))
        try:
            photo = _photo(ledger, inside, row, parcel, cases)
        except _Missing:
            found.missing.append(PhotoRow(*told, tr("the photo is not in the folder: copy it from the device")))
            continue
        except RowRefused as reason:
            found.refused.append(PhotoRow(*told, str(reason)))
            continue
        if uid not in hanging:
            hanging[uid] = {(one["sha256"], one["role"]) for one in ledger.media.rows(uid)}
        if (photo.sha256, photo.role) in hanging[uid]:
            found.already += 1
        elif cases[uid].round != copy.base[uid].round:
            found.refused.append(PhotoRow(*told, reopened(cases[uid].round, copy.base[uid].round)))
        else:
            hanging[uid].add((photo.sha256, photo.role))
            found.attached.append(photo)
        if shown.setdefault(photo.sha256, uid) != uid:
            found.twice.append(PhotoRow(*told, tr("the same photo stands for the parcel {number} too").format(
                number=parcels[shown[photo.sha256]].source_no)))
    found.nameless = inside.nameless()
    return found


def _photo(ledger: Ledger, inside: _Folder, row: Mapping[str, Any], parcel: Optional[Parcel],
           cases: Mapping[str, CaseState]) -> Photo:
    path = inside.find(str(row.get("path") or ""))
    if parcel is None or parcel.parcel_uid not in cases:
        raise RowRefused(tr("the row belongs to no parcel of this field project"))
    role = ledger.dictionary("attachment_role").find(str(row.get("role") or ""))
    if role is None:
        raise RowRefused(tr("the row does not say what the photo shows: choose it in the column {column}").format(
            column=tr("What it shows")))
    if path.suffix.lower() not in MIME:
        raise RowRefused(tr("{path} is not a photo, scan or document: attach {kinds}.").format(
            path=path.name, kinds=", ".join(sorted(MIME))))
    if not path.stat().st_size:
        raise RowRefused(tr("{path} is empty.").format(path=path.name))
    if cases[parcel.parcel_uid].status in ledger.workflow.finals and role.extra.get("subject"):
        raise RowRefused(tr("The case is closed: reopen it before adding evidence of the survey or the acceptance."))
    return Photo(int(row["fid"]), parcel, path, sha256_of(path), role.code, str(row.get("caption") or "").strip())


class _Folder:
    """The folder of a project: finds what a row names, and knows what no row named."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        photos = self._folder / PHOTOS
        self._files = [one for one in sorted(photos.rglob("*")) if one.is_file()] if photos.is_dir() else []
        self._named: Set[Path] = set()

    def find(self, text: str) -> Path:
        """Return the file a row names: by its path, else (a device's own absolute path) by what follows ``DCIM/``, else by
        its name where only one file has it.

        :raises _Missing: when there is none. :raises RowRefused: for a path that leads out of the folder.
        """
        given = text.strip().replace("\\", "/")
        if not given:
            raise _Missing
        tail = given[given.rfind(f"/{PHOTOS}/") + 1:] if f"/{PHOTOS}/" in given else given
        named = [one for one in self._files if one.name.lower() == given.rsplit("/", 1)[-1].lower()]
        for one in (self._folder / given, self._folder / tail, *(named if len(named) == 1 else ())):
            if one.is_file():
                path = one.resolve()
                if self._folder not in path.parents:
                    raise RowRefused(tr("{path} lies outside the folder of the field project").format(path=text))
                self._named.add(path)
                return path
        raise _Missing

    def nameless(self) -> List[str]:
        """Return the photos no row named, relative to the folder."""
        return [one.relative_to(self._folder).as_posix() for one in self._files
                if one not in self._named and one.suffix.lower() in MIME]
