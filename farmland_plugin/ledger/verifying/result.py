"""What a verification found, and what it cannot find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

from ...i18n import tr

ANCHORED, UNANCHORED, BROKEN = "anchored", "unanchored", "broken"
MOST_LISTED = 500


@dataclass(frozen=True)
class Break:
    """One thing that does not hold.

    :param kind: where it was found: chain, case, rows, parcels, facts, rules, people, media, objects, anchor, meta.
    :param seq: the event it concerns, where it concerns one.
    """

    kind: str
    sentence: str
    seq: Optional[int] = None


@dataclass
class Verification:
    """The result; ``count`` is how many breaks there are, ``breaks`` lists the first of them.

    :param anchored: newest event up to which an anchor from outside holds, 0 when there is none. :param internal: the
        same for the anchors the ledger itself keeps. :param remarks: what is worth knowing and breaks nothing.
    """

    name: str
    county: str
    ledger_uuid: str
    events: int = 0
    head_hash: str = ""
    head_sm3: str = ""
    head_ts: str = ""
    anchored: int = 0
    internal: int = 0
    count: int = 0
    breaks: List[Break] = field(default_factory=list)
    remarks: List[str] = field(default_factory=list)
    checked: List[str] = field(default_factory=list)

    def fail(self, kind: str, sentence: str, seq: Optional[int] = None) -> None:
        """Note something that does not hold."""
        self.count += 1
        if len(self.breaks) < MOST_LISTED:
            self.breaks.append(Break(kind, sentence, seq))

    @property
    def verdict(self) -> str:
        """``anchored``, ``unanchored`` or ``broken``."""
        if self.count:
            return BROKEN
        return ANCHORED if self.anchored else UNANCHORED

    def words(self) -> str:
        """Return the verdict as one sentence for people."""
        if self.count:
            more = tr(" (and {count} more)").format(count=self.count - 1) if self.count > 1 else ""
            return tr("Broken: {first}{more}").format(first=self.breaks[0].sentence, more=more)
        if self.anchored:
            return tr("Whole, anchored up to event {seq} of {events}.").format(seq=self.anchored, events=self.events)
        return tr("Whole, but unanchored: nothing from outside the ledger was held against it.")

    def limits(self) -> List[str]:
        """Return what this check does not show, in plain words."""
        after = self.anchored
        found = []
        if after < self.events:
            which = tr("Of the events after number {seq}").format(seq=after) if after else tr("Of the whole journal")
            found.append(tr(
                "{which}: that none was cut off the end, and that they were not all written anew. A chain of hashes holds for "
                "whoever wrote it; only an anchor kept elsewhere (a stamped sheet, another disk, the upper level) shows "
                "this.").format(which=which))
        found += [
            tr("That whoever is named really held the pen or sat at the computer: a login and a scan do not show it."),
            tr("That a photo shows the truth, or that what was entered was so on the ground."),
            tr("When something happened, beyond the computer's own clock, unless an anchor is dated by somebody else."),
        ]
        return found

    def to_dict(self) -> Dict[str, Any]:
        """Return the result as plain values."""
        return {
            "verdict": self.verdict, "words": self.words(), "events": self.events, "breaks": self.count,
            "anchored": self.anchored, "internal_anchors": self.internal, "head_hash": self.head_hash, "head_sm3": self.head_sm3,
            "head_ts": self.head_ts, "ledger": self.ledger_uuid, "name": self.name, "county": self.county,
            "found": [{"kind": b.kind, "seq": b.seq, "sentence": b.sentence} for b in self.breaks],
            "remarks": self.remarks, "checked": self.checked, "not_shown": self.limits(),
        }
