"""Holding anchors against the journal: those from outside, and those the ledger itself keeps."""

from __future__ import annotations

from typing import Iterable, List, Tuple

from ...domain.anchors import Anchor, Claim
from ...i18n import tr
from .result import Verification
from .walk import Walk


def check_own(walk: Walk, anchors: Iterable[Anchor], result: Verification) -> None:
    """Check the anchors in the ledger's own table: they show a clumsy hand, not one that rewrites them too."""
    count = 0
    for anchor in anchors:
        found = walk.hashes.get(anchor.seq)
        count += 1
        if anchor.seq == 0 or found == (anchor.hash, anchor.sm3):
            result.internal = max(result.internal, anchor.seq)
        elif found is None and anchor.seq <= walk.seq:
            continue  # taken while this check ran
        else:
            result.fail("anchor", tr("the ledger's own anchor of event {seq} ({kind}, {when}) does not fit its journal").format(
                seq=anchor.seq, kind=anchor.kind, when=anchor.made_at[:10]), anchor.seq)
    if count:
        result.checked.append(tr("{count} anchors the ledger itself keeps, up to event {seq} (whoever rewrites the whole file "
                                 "rewrites them too)").format(count=count, seq=result.internal))


def check_claims(walk: Walk, claims: Iterable[Claim], result: Verification) -> None:
    """Check anchors from outside; ``result.anchored`` becomes the newest event one of them holds for."""
    held: List[Claim] = []
    for claim in claims:
        found: Tuple[str, str] = walk.hashes.get(claim.seq, ("", ""))
        if found != ("", "") and claim.holds(*found):
            held.append(claim)
            continue
        given_up = next((one for one in walk.restored if one.kept < claim.seq <= one.given_up), None)
        if given_up is not None:
            result.remarks.append(tr("the anchor of event {seq} ({source}) belongs to what was given up when the ledger was "
                                     "restored on {when}").format(seq=claim.seq, source=claim.source, when=given_up.ts[:10]))
        elif claim.seq > walk.seq:
            result.fail("anchor", tr(
                "the journal ends at event {last}, but {source} has an anchor of event {seq}: its end was cut off, or this is an "
                "older copy").format(last=walk.seq, source=claim.source, seq=claim.seq), claim.seq)
        else:
            result.fail("anchor", tr(
                "event {seq} is not the one that {source} has an anchor of: the journal was rewritten").format(
                seq=claim.seq, source=claim.source), claim.seq)
    if held:
        newest = max(held, key=lambda one: one.seq)
        result.anchored = newest.seq
        result.checked.append(tr("{count} anchors from outside hold, the newest for event {seq} ({source})").format(
            count=len(held), seq=newest.seq, source=newest.source))
