"""Ending signatures, and letting them stand again; the event that does it names them, so that the rows can be made anew."""

from __future__ import annotations

from typing import Container, Iterable, List, Optional

from ...domain.parcel import CaseState
from ...domain.signoff import Signature
from ..door import Door


def standing(signatures: Iterable[Signature], case: CaseState, stages: Optional[Container[str]] = None) -> List[str]:
    """Return the ids of a case's signatures that are not void in its present round, of all stages or of some."""
    return [one.sign_id for one in signatures
            if one.round == case.round and one.void_seq is None and (stages is None or one.stage in stages)]


def void(door: Door, sign_ids: Iterable[str], seq: Optional[int]) -> None:
    """End signatures by an event; None lets them stand again."""
    for sign_id in sign_ids:
        door.execute("UPDATE sign_off SET void_seq = ? WHERE sign_id = ?", (seq, sign_id))
