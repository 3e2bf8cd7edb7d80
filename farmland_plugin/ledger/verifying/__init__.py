"""Is the ledger what its journal says, and is the journal the one that was written? (records §3)

Edited, deleted and reordered events show, and so do cases, signatures, facts, rules and files changed behind the journal, and
guards that were dropped. What a chain of hashes cannot show by itself is said, not passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Iterable, List, Optional

from ...domain.anchors import Claim
from ...domain.progress import Feedback, NoFeedback
from ..keeping.anchors import anchors
from ..store import Row
from .anchoring import check_claims, check_own
from .contents import (
    FACTS,
    check_caches,
    check_facts,
    check_media,
    check_objects,
    check_parcels,
    check_people,
    check_rules,
)
from .ground import SELECT as GROUND
from .ground import check_ground
from .judged import check_closed
from .merges import check_merges
from .result import ANCHORED, BROKEN, UNANCHORED, Break, Verification
from .tables import SELECT, compare
from .walk import Walk

if TYPE_CHECKING:
    from ..ledger import Ledger

__all__ = ["ANCHORED", "BROKEN", "UNANCHORED", "Break", "Verification", "verify_ledger"]


def verify_ledger(ledger: Ledger, claims: Iterable[Claim] = (), *, media: bool = False,
                  closed: bool = True, feedback: Optional[Feedback] = None) -> Verification:
    """Check a whole ledger; writers are locked out only while the tables are read, not while they are compared.

    :param claims: anchors from outside. :param media: hash every attached file anew and read the copies of red lines whole.
    :param closed: hold closed cases against what closing demands; a merge judges every step of a copy itself.
    :raises Cancelled: when the user stops it.
    """
    watched, outside = feedback or NoFeedback(), list(claims)
    result = Verification(ledger.meta["name"], ledger.meta["county"], ledger.meta["ledger_uuid"])
    own = anchors(ledger.store)
    walk = Walk(ledger, result, {one.seq for one in own} | {one.seq for one in outside})
    walk.follow(watched, 45.0)
    with ledger.reading():
        while walk.rest():
            watched.check()
        cases = list(ledger.store.rows("SELECT * FROM case_state"))
        facts = [list(ledger.store.rows(sql)) for sql in FACTS]
        tables: Dict[str, List[Row]] = {name: list(ledger.store.rows(sql)) for name, sql in SELECT.items()}
        ground: Dict[str, List[Row]] = {name: list(ledger.store.rows(sql)) for name, sql in GROUND.items()}
        own = anchors(ledger.store)
        last_fid = int(next(iter(ledger.store.rows("SELECT COALESCE(MAX(fid), 0) AS fid FROM parcel")))["fid"])
    walk.close()
    watched.progress(50.0)
    walk.compare_cases(cases)
    watched.check()
    watched.progress(60.0)
    compare(walk.expected, tables, result)
    check_ground(walk, ground, result)
    check_facts(walk, facts, result)
    check_people(tables["person"], result)
    check_rules(ledger, walk, result)
    check_objects(ledger, result)
    watched.progress(65.0)
    check_parcels(ledger, walk, last_fid, result, watched, (65.0, 90.0))
    if media:
        check_media(ledger.media.folder, tables["attachment"], result, watched, (90.0, 98.0))
        check_caches(ledger.files, tables["redline"], result, watched)
    if closed:
        check_closed(ledger, result, watched)
    check_merges(ledger, result)
    check_own(walk, own, result)
    check_claims(walk, outside, result)
    watched.progress(100.0)
    return result
