"""The profile the measures work by: the domain's, read from the ledger's rule ``change`` or as shipped."""

from __future__ import annotations

import json

from ...domain.change_rules import RULE, Profile
from ...paths import resource

__all__ = ["RULE", "Profile", "shipped_profile"]


def shipped_profile() -> Profile:
    """Return the profile of ``resources/rules/change.json``.

    A ledger's own is ``Profile.from_rule(ledger.rule(RULE))``.
    """
    return Profile.from_rule(json.loads(resource("rules", f"{RULE}.json").read_text(encoding="utf-8")))
