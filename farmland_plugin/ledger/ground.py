"""The writing half of what came in: batches, where parcels lie, and which of them are on the same ground."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Collection, ContextManager, Iterable, Optional, Tuple

from ..domain.changes import sound_text
from ..domain.errors import BadInput
from ..domain.parcel import Batch, Clue, Link, Parcel, Place, Quarantined, Reissued
from ..i18n import tr
from .door import Door, utc_now
from .entering import Alongside, enter_batch
from .reads import Reads
from .same_ground import (
    MANUAL,
    write_binding,
    write_decisions,
    write_links,
    write_place,
    write_places,
)

ZERO = Decimal(0)


class Ground(Reads):
    """What brings parcels in and says where they lie; each call is one transaction and at least one event."""

    def door(self, group: str = "") -> ContextManager[Door]:
        """Run a block as one write transaction; the ledger has it."""
        raise NotImplementedError

    def add_batch(self, batch: Batch, parcels: Iterable[Parcel], quarantined: Iterable[Quarantined] = (), *,
                  clues: Iterable[Clue] = (), places: Iterable[Place] = (), links: Iterable[Link] = (),
                  reissued: Iterable[Reissued] = (), compared: Optional[Collection[str]] = None) -> None:
        """Add a batch with its parcels, cases and quarantined rows, and what belongs to them, in one transaction.

        READ must equal IMPORTED + QUARANTINED, where a clue counts as imported: ``imported_count`` is parcels and clues.
        Everything is walked once, the parcels first, and may be made while it is walked.

        :param places: where the new parcels lie. :param links: of new parcels with any, decided or not.
        :param reissued: what became of the parcels of the batch this one was issued again for.
        :param compared: ids of the batches it was compared with, where it was.
        :raises BadInput: when the counts are others, or a batch came in since that it was not compared with; nothing is written
            then.
        """
        stamped = replace(batch, imported_at=batch.imported_at or utc_now(), imported_by=batch.imported_by or self.store.actor)
        with self.door() as door:
            if compared is not None:
                self.store.head()  # from here on nobody else writes
                since = [one.name for one in self.batches() if one.batch_id not in compared]
                if since:
                    raise BadInput(tr("Batch {name} came into the ledger while this one was being checked: import again, so "
                                      "that the two are compared."), name=since[-1])
            enter_batch(door, stamped, parcels, quarantined, {}, Alongside(clues, places, links, reissued))

    def add_links(self, links: Iterable[Link]) -> int:
        """Add links found after the import; pairs that are linked already stay as they are.

        :returns: the event ``link``, 0 when every pair was linked.
        """
        with self.door() as door:
            return write_links(door, links, {})

    def decide_links(self, decisions: Iterable[Tuple[str, str, str]]) -> int:
        """Decide of links whether both parcels are one (``same``) or two (``separate``); '' leaves it to the rules again.

        :param decisions: link_id, decision and reason of each. :returns: the event ``decide_links``, 0 when nothing changes.
        :raises LedgerError: for a link the ledger does not have. :raises BadInput: for another decision; nothing is written.
        """
        wanted = {link_id: (decision, sound_text("reason", reason.strip())) for link_id, decision, reason in decisions}
        with self.door() as door:
            stands = {row["link_id"]: (row["decision"], row["reason"]) for row in
                      self._each("SELECT link_id, decision, reason FROM parcel_link WHERE link_id = ?", wanted)}
            changed = [Link(link_id, "", "", "", ZERO, 0, 0, 0, *decided) for link_id, decided in wanted.items()
                       if stands.get(link_id) != decided]
            return write_decisions(door, changed, {}) if changed else 0

    def add_places(self, places: Iterable[Place]) -> int:
        """Write where parcels lie by overlay; what was corrected by hand stays, what stands already is not written again.

        :returns: the event ``locate``, 0 when nothing is new.
        """
        with self.door() as door:
            return write_places(door, places, {})

    def place(self, uid: str, township: str, village: str = "", grid: str = "", reason: str = "", *,
              township_name: str = "", village_name: str = "") -> int:
        """Correct by hand where a parcel lies; return the event ``place``.

        :param township: 9 digits or the code of a 管理区, :param village: 12 digits or ''.
        :raises BadInput: without a township or a reason. :raises LedgerError: when the ledger has no such parcel.
        """
        township, village, grid, township_name, village_name, reason = (sound_text(key, text.strip()) for key, text in (
            ("township", township), ("village", village), ("grid", grid), ("township_name", township_name),
            ("village_name", village_name), ("reason", reason)))
        if not township:
            raise BadInput(tr("Say which township the parcel lies in."))
        if not reason:
            raise BadInput(tr("Say why the place is corrected."))
        with self.door() as door:
            issued = next(iter(door.store.rows("SELECT township, village FROM parcel WHERE parcel_uid = ?", (uid,))), None)
            differs = issued is not None and not (
                issued["township"] in ("", township) and issued["village"] in ("", village))
            return write_place(door, Place(uid, township, village, grid, township_name, village_name, MANUAL, None, differs,
                                           reason), {})

    def bind_clue(self, clue_id: str, parcel_uid: str, reason: str) -> int:
        """Say which parcel a clue turned out to be ('' takes it back); return the event ``bind_clue``.

        :raises LedgerError: when the ledger has no such clue or parcel.
        """
        with self.door() as door:
            return write_binding(door, clue_id, parcel_uid, reason, {})
