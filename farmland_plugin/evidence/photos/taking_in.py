"""Photos handed in, as a folder or a zip: looked at, matched with parcels, attached once."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Dict, Iterator, List, NamedTuple, Set, Tuple

from ... import archive
from ...domain.codes import Dictionary, Entry, normalised
from ...domain.errors import BadInput
from ...domain.parcel import CaseState, Change
from ...domain.progress import Feedback
from ...files import existing
from ...i18n import message, tr
from ...ledger.ledger import Ledger
from .checking import photo_roles
from .looking import Looked, contents, look
from .matching import MATCHES, Parcels

AFTER, BEFORE = "photo_after", "photo_near"
RECTIFIED = frozenset({"rectifying", "to_accept", "to_write_off", "written_off"})  # what a photo shows then, unless its name says
AT_ONCE = 50  # parcels of one transaction
MOST_FILES = 200_000
_JUNK = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_SAYS_AFTER = ("整改后", "拆除后", "复耕后", "整治后", "恢复后")


@dataclass(frozen=True)
class Taken:
    """A file that is (or will be) attached. :param how: filename, folder or gps."""

    path: str
    uid: str
    role: str
    how: str
    sha256: str


class Left(NamedTuple):
    """A file that is not attached, and why."""

    path: str
    reason: str


@dataclass
class TakenIn:
    """What became of the files: ``read`` is the sum of all others.

    :param already: hung on the parcel before, or twice in what was handed in. :param unmatched: photos of no parcel.
    :param refused: no photos, or not to be opened. :param looked: by SHA-256.
    """

    read: int = 0
    already: int = 0
    attached: List[Taken] = field(default_factory=list)
    unmatched: List[Left] = field(default_factory=list)
    refused: List[Left] = field(default_factory=list)
    looked: Dict[str, Looked] = field(default_factory=dict)


@contextmanager
def opened(source: Path) -> Iterator[Path]:
    """Yield the folder of photos; a zip is unpacked into a private one that goes away afterwards.

    :raises BadInput: when there is nothing, or the zip cannot be unpacked safely.
    """
    existing(source, tr("The folder or zip of photos"))
    if source.is_dir():
        yield source
        return
    if source.suffix.lower() != ".zip":
        raise BadInput(tr("{path} is neither a folder nor a .zip file: give the folder of the photos."), path=source)
    with tempfile.TemporaryDirectory(prefix="farmland-photos-") as folder:
        archive.extract(source, Path(folder))
        yield Path(folder)


def files_in(folder: Path) -> List[Path]:
    """Return the files below a folder in the order of their paths; links and what systems leave behind are passed over.

    :raises BadInput: when there are more than a county has.
    """
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name.lower() not in _JUNK and not path.name.startswith("._"):
            found.append(path)
            if len(found) > MOST_FILES:
                raise BadInput(tr("{path} holds more than {most} files: give the folder of the photos."), path=folder,
                               most=MOST_FILES)
    return sorted(found)


class TakingIn:
    """Takes photos in; ``plan`` writes nothing, ``attach`` does."""

    def __init__(self, ledger: Ledger, parcels: Parcels, way: str, most_m: float, role: str = "") -> None:
        self.ledger, self.parcels, self._way, self._most_m = ledger, parcels, way, most_m
        if way not in MATCHES:
            raise BadInput(tr("{match} is not a way to match photos: choose auto, gps or filename."), match=way)
        self._rules, self._roles = ledger.photo_rules(), ledger.dictionary("attachment_role")
        self._role = self._roles.require(role).code if role else ""
        if self._role and self._role not in photo_roles(ledger):
            raise BadInput(tr("{role} is no role of a photo: choose one that is."), role=role)
        self._cases: Dict[str, CaseState] = {one.parcel_uid: one for one in ledger.cases()}
        self._hanging: Dict[str, Set[str]] = {}
        self.found = TakenIn()

    def plan(self, folder: Path, feedback: Feedback) -> TakenIn:
        """Look at every file and decide what becomes of it."""
        files = files_in(folder)
        for done, path in enumerate(files):
            feedback.check()
            feedback.progress(100.0 * done / len(files))
            self.found.read += 1
            inner = path.relative_to(folder)
            try:
                self._one(path, inner)
            except BadInput as error:
                self.found.refused.append(Left(inner.as_posix(), message(error)))
        return self.found

    def _one(self, path: Path, inner: PurePath) -> None:
        data = contents(path)
        looked, sha = look(path, self._rules, data), hashlib.sha256(data).hexdigest()
        match = self.parcels.find(inner, looked.facts, self._way, self._most_m)
        case = self._cases.get(match.uid)
        if case is None:
            self.found.unmatched.append(Left(inner.as_posix(), match.reason))
            return
        role = self._shows(inner, case)
        if case.status in self.ledger.workflow.finals and role.extra.get("subject"):
            self.found.unmatched.append(Left(inner.as_posix(), tr(
                "The case is closed: reopen it before adding evidence of the survey or the acceptance.")))
            return
        if sha in self._attached(match.uid, case.round):
            self.found.already += 1
            return
        self._hanging[match.uid].add(sha)
        self.found.looked[sha] = looked
        self.found.attached.append(Taken(inner.as_posix(), match.uid, role.code, match.how, sha))

    def _attached(self, uid: str, round_: int) -> Set[str]:
        """Return what hangs on a parcel in its present round, or was taken off it there by a person."""
        if uid not in self._hanging:
            self._hanging[uid] = {str(row["sha256"]) for row in self.ledger.media.rows(uid) if row["round"] == round_}
        return self._hanging[uid]

    def _shows(self, inner: PurePath, case: CaseState) -> Entry:
        """Return what a photo shows: as its name or folders say, else as asked for, else by where the case stands."""
        code = _told(inner, self._roles, photo_roles(self.ledger)) or self._role or (
            AFTER if case.status in RECTIFIED else BEFORE)
        return self._roles.require(code)

    def attach(self, folder: Path, feedback: Feedback) -> None:
        """Copy the photos into the ledger's folder and attach them, parcel by parcel; what is attached stays if it is stopped.

        :raises BadInput: when a file changed since it was looked at.
        """
        by_parcel: Dict[str, List[Taken]] = {}
        for one in self.found.attached:
            by_parcel.setdefault(one.uid, []).append(one)
        uids = list(by_parcel)
        for start in range(0, len(uids), AT_ONCE):
            feedback.check()
            feedback.progress(100.0 * start / len(uids))
            changes: List[Change] = []
            for uid in uids[start:start + AT_ONCE]:
                changes += self._changes(folder, uid, by_parcel[uid])
            with self.ledger.door(self.ledger.new_uid()) as door:
                for change in changes:
                    door.change(change)

    def _changes(self, folder: Path, uid: str, photos: List[Taken]) -> Iterator[Change]:
        roles: Dict[str, List[Taken]] = {}
        for one in photos:
            roles.setdefault(one.role, []).append(one)
        for role, some in roles.items():
            stored = []
            for one in some:
                kept = self.ledger.media.add(folder / one.path)
                if kept.sha256 != one.sha256:
                    raise BadInput(tr("{path} changed while it was read: run it again."), path=one.path)
                stored.append(kept)
            yield Change(uid, None, "attach", {"role": role, "files": [kept.to_dict() for kept in stored], "caption": ""},
                         tuple(kept.sha256 for kept in stored))


def _told(inner: PurePath, roles: Dictionary, photos: Tuple[str, ...]) -> str:
    """Return the role that a file's name or one of its folders tells, '' for none."""
    for text in (inner.stem, *reversed(inner.parent.parts)):
        plain = normalised(text)
        if any(word in plain for word in _SAYS_AFTER):
            return AFTER
        for entry in roles.entries:
            if entry.code in photos and any(normalised(word) in plain for word in (entry.label_zh, *entry.aliases)):
                return entry.code
    return ""
