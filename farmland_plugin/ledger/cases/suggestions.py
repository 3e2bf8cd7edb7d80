"""The rules for suggestions as a ledger carries them, and what a case says to them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, Iterable, Mapping, Optional

from ...domain.answers import Field
from ...domain.codes import parse_dictionary, parse_json
from ...domain.forms import Campaign
from ...domain.parcel import CaseState
from ...domain.suggestion_rules import PROPOSED, RULE, SuggestionRules
from ...domain.survey import LISTED, answers_of
from ...paths import resource
from ..schema.released import is_released
from .campaigns import DEFAULT, NO_DICTIONARY, PREFIX, Carrier, campaign_for, campaigns

if TYPE_CHECKING:
    from ..ledger import Ledger

NEEDED = ("attachment_role", *PROPOSED.values())  # dictionaries whose codes the rules name


def suggestion_rules(ledger: Ledger) -> SuggestionRules:
    """Return the ledger's rules for suggestions, read once per open ledger.

    :raises BadInput: naming file, rule and remedy, when the ledger's document cannot be judged.
    """
    kept: Optional[SuggestionRules] = vars(ledger).get("_suggestion_rules")
    if kept is None:
        kept = SuggestionRules.from_json(ledger.rule(RULE), f"{RULE}.json", {name: ledger.dictionary(name) for name in NEEDED},
                                         _fields(campaigns(ledger)), _sha256(ledger.rule_text(RULE) or ""))
        vars(ledger)["_suggestion_rules"] = kept
    return kept


@dataclass(frozen=True)
class Shipped:
    """The rules for suggestions that the program ships beside those a ledger carries.

    :param name: id and version, '' where the ledger carries the same text. :param edited: the county edited the ledger's.
    """

    name: str = ""
    edited: bool = False


def shipped_beside(ledger: Ledger) -> Shipped:
    """Return what the program ships now where the ledger carries another text, read once per open ledger; taken over only
    when somebody asks for it."""
    kept: Optional[Shipped] = vars(ledger).get("_shipped_beside")
    if kept is None:
        kept = vars(ledger)["_shipped_beside"] = _shipped_beside(ledger)
    return kept


def _shipped_beside(ledger: Ledger) -> Shipped:
    shipped, own = resource("rules", f"{RULE}.json").read_text(encoding="utf-8"), ledger.rule_text(RULE) or ""
    if own == shipped:
        return Shipped()
    raw = parse_json(shipped, f"{RULE}.json")
    return Shipped(f"{raw['id']} {raw['version']}", not is_released(RULE, own))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check_suggestions(dictionaries: Mapping[str, str], rules: Mapping[str, str]) -> None:
    """Refuse rules for suggestions that cannot be judged, before a ledger carries them.

    :param dictionaries: JSON texts by name. :param rules: JSON texts by name. :raises BadInput: naming file, rule and remedy.
    """
    known = {name: parse_dictionary(name, text, f"{name}.json") for name, text in dictionaries.items() if name != NO_DICTIONARY}
    forms = [Campaign.from_json(parse_json(text, f"{name}.json"), f"{name}.json", known)
             for name, text in sorted(rules.items()) if name.startswith(PREFIX)]
    SuggestionRules.from_json(parse_json(rules[RULE], f"{RULE}.json"), f"{RULE}.json", known, _fields(forms))


def known_answers(ledger: Carrier, case: CaseState) -> Dict[str, Any]:
    """Return what a case's survey says: answers the form asks for now, and its marks (flags), [] where it has none."""
    given = answers_of(case)
    asked = campaign_for(ledger, case.campaign).form.visible(given)
    counting = {code: answer for code, answer in given.items() if code in asked or code in LISTED}
    return {**{name: [] for name in LISTED}, **counting}


def _fields(forms: Iterable[Campaign]) -> Dict[str, Field]:
    """Return the fields of every form by code, as satellite-image enforcement has them where several forms do."""
    ordered = sorted(forms, key=lambda one: one.code == DEFAULT)
    return {code: field for campaign in ordered for code, field in campaign.form.by_code.items()}
