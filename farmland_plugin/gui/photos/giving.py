"""Photos that nothing matched, given to parcels by a person: found by number, attached in one go or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable, NamedTuple, Sequence

from qgis.core import QgsExpression, QgsFeatureRequest

from ...domain.errors import BadInput
from ...domain.parcel import Change
from ...evidence.photos.taking_in import AFTER, BEFORE, RECTIFIED
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..dialogs.acting import attaching, number_of
from .marks import FlagWords


class Flagged(NamedTuple):
    """A flag of a run, as its row tells it."""

    uid: str
    sha256: str
    told: list[str]


class Giving:
    """Attaches photos to parcels named by hand."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def roles(self) -> list[tuple[str, str]]:
        """Return (code, label) of what a photo can show."""
        terms = self._workspace.terms
        return [(code, label) for code, label in terms.choices("attachment_role")
                if terms.about("attachment_role", code).get("kind") == "photo"]

    def number(self, uid: str) -> str:
        """Return a parcel's number."""
        return number_of(self._workspace, uid)

    def attach(self, photos: Sequence[tuple[Path, str, str]], role: str) -> list[str]:
        """Attach photos (file, its name in the list, parcel number) and return the names of those attached.

        :param role: '' for what the case's state says. :raises BadInput: for a number no parcel bears, or several do.
        """
        ledger, done = self._workspace.writing(), []
        by_uid: dict[str, list[tuple[Path, str]]] = {}
        for path, inner, number in photos:
            by_uid.setdefault(self._parcel(number), []).append((path, inner))
        changes: list[Change] = []
        for uid, some in by_uid.items():
            case = ledger.case(uid)
            shows = role or (AFTER if case.status in RECTIFIED else BEFORE)
            stored = {one.sha256: one for one in (ledger.media.add(path) for path, _inner in some)}
            there = {row["sha256"] for row in ledger.media.rows(uid) if row["round"] == case.round and row["removed_seq"] is None}
            new = [one for sha, one in stored.items() if sha not in there]
            changes += attaching(uid, case.version, {shows: new}) if new else []
            done += [inner for _path, inner in some]
        if changes:
            self._workspace.apply_many(changes)
        return done

    def _parcel(self, number: str) -> str:
        layer = self._workspace.parcels.layer
        request = QgsFeatureRequest().setFilterExpression(QgsExpression.createFieldEqualityExpression("source_no", number))
        uids = [str(one["parcel_uid"]) for one in layer.getFeatures(request)] if layer is not None else []
        if not uids:
            raise BadInput(tr("No parcel has the number {number}: look it up in the parcels' table."), number=number)
        if len(uids) > 1:
            raise BadInput(tr("Several parcels have the number {number}: choose the right one in the table and take the current "
                              "parcel."), number=number)
        return uids[0]

    def flagged(self, flags: Iterable[Sequence[str]]) -> list[Flagged]:
        """Return the rows of flags raised by a run ([parcel, photo, code]), parcel by parcel."""
        ledger, terms, found = self._workspace.ledger, self._workspace.terms, []
        words = FlagWords(ledger, terms)
        wanted: dict[str, set[tuple[str, str]]] = {}
        for uid, sha, code in flags:
            wanted.setdefault(uid, set()).add((sha, code))
        for uid, pairs in wanted.items():
            names = {row["sha256"]: str(row["orig_name"]) for row in ledger.media.rows(uid)}
            mine = [one for one in ledger.photo_flags(uid) if one.mine and (one.flag.sha256, one.flag.code) in pairs]
            found += [Flagged(uid, one.flag.sha256, [words.number(uid), names.get(one.flag.sha256, ""), words.label(one),
                                                     words.sentence(one)]) for one in words.ordered(mine)]
        return found
