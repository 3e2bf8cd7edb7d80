"""What a client that skips the rules would send: an event written without asking anybody but the database."""

from __future__ import annotations

import json
from dataclasses import replace

from farmland_plugin.domain.journal import canonical, link
from farmland_plugin.domain.signoff import SIGNED_COLUMNS
from farmland_plugin.ledger.bodies import made_event
from farmland_plugin.ledger.door import differences
from farmland_plugin.ledger.rows import case_columns


class Allowed(Exception):
    """The database took what it must refuse."""


def event_of(ledger, case, after, action, payload, by="", files=()):
    """Return the event a change would make, chained to the head as it is now."""
    was, now = differences(case, after)
    more = {"round": case.round, "from": case.status, "to": after.status, "att": list(files), "prev_case": case.last_hash,
            "set": now, "was": was, **({"by": by} if by else {})}
    return made_event(ledger.store.head(), ledger.meta, ledger.app, ledger.store.actor, action, case.parcel_uid, payload, more)


def altered(event, head, **fields):
    """Return an event whose body says something else, its hashes made anew."""
    body = canonical({**json.loads(event.body), **fields})
    made = link(body, head.hash, head.sm3)
    return replace(event, body=body, body_hash=made.body_hash, hash=made.hash, sm3=made.sm3)


def send(ledger, case, after, action, payload, by="", files=(), beside=(), change=lambda event, head: event):
    """Write a case's event past the rules, and rows beside it; what the database says is raised, else ``Allowed``.

    :param beside: (statement, values) run after the event; a value ``SEQ`` becomes its number.
    """
    store = ledger.store
    with store.writing():
        event = change(event_of(ledger, case, after, action, payload, by, files), store.head())
        store.change_case(event, case, case_columns(after))
        for sql, values in beside:
            store.execute(sql, [event.seq if value == SEQ else value for value in values])
        store.execute("SET CONSTRAINTS ALL IMMEDIATE")
        raise Allowed(f"{action} from {case.status} with {payload}")


SEQ = "this event's number"


def leading_to(case, transition):
    """Return the case as a transition leaves it."""
    after = replace(case, status=transition.target or case.status)
    if transition.new_round:
        after = replace(after, round=case.round + 1, facts={}, **dict.fromkeys(SIGNED_COLUMNS, ""))
    return after
