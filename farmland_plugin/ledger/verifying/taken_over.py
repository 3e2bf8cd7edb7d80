"""Cases that were taken over from an earlier issue: is it one, was it as the event says, and did no answer get lost?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Set

from ...domain.merge import changes_of
from ...domain.takeover import TAKE_OVER, lost
from ...i18n import tr
from ..cases.field_words import FieldWords
from ..door import with_fields

if TYPE_CHECKING:
    from .walk import Walk

Body = Mapping[str, Any]


class TakenOver:
    """Judges each such event by what the journal told up to it."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._before: Optional[Dict[str, List[str]]] = None

    def take(self, seq: int, body: Body) -> None:
        """Judge one event of a case; it is not folded yet."""
        if body.get("action") != TAKE_OVER:
            return
        uid = str(body["parcel_uid"])
        for fault in self._faults(uid, body):
            self._walk.result.fail("case", tr("parcel {number}, event {seq}: {fault}").format(
                number=self._walk.number(uid), seq=seq, fault=fault), seq)

    def _faults(self, uid: str, body: Body) -> Iterator[str]:
        told = body.get("payload") or {}
        other = str(told.get("from", ""))
        earlier, case = self._walk.replay.state(other), self._walk.replay.state(uid)
        if earlier is None and self._walk.partial:
            return  # of a place that this login does not see
        if earlier is None or case is None or other not in self._issues(uid):
            yield tr("the parcel whose case it took over is not an earlier issue of it")
            return
        if (told.get("last_seq"), told.get("last_hash")) != (earlier.last_seq, earlier.last_hash):
            yield tr("it names another event as the last one of the earlier case")
        gone = lost(earlier, with_fields(case, changes_of(body)))
        if gone:
            words = FieldWords(self._walk.ledger)
            yield tr("answers of the earlier case were lost ({fields})").format(
                fields=tr(", ").join(words.field(earlier.campaign, name) for name in gone))
        tables, rows = self._walk.expected.tables, [one.get("row") or {} for one in told.get("rows") or ()]
        for row in rows:
            if "sha256" in row and (other, row["sha256"], row.get("role"), earlier.round) not in tables["parcel_attachment"]:
                yield tr("a file it took over is none of the earlier issue's")
        given = {(row.get("slot"), row.get("person_id")) for row in rows}
        if any(key[0] == other and key[1:] not in given and (uid, *key[1:]) not in tables["duty"] for key in tables["duty"]):
            yield tr("responsibilities of the earlier case were lost")

    def _issues(self, uid: str) -> Set[str]:
        """Return the earlier issues of a parcel."""
        if self._before is None:
            self._before = {}
            for row in self._walk.ledger.reissued():
                if row.parcel_uid and row.other_uid:
                    self._before.setdefault(row.parcel_uid, []).append(row.other_uid)
        found: Set[str] = set()
        waiting = [uid]
        while waiting:
            for one in self._before.get(waiting.pop(), ()):
                if one not in found:
                    found.add(one)
                    waiting.append(one)
        return found
