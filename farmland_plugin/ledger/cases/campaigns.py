"""The campaigns of a ledger: their documents, as the ledger carries them or else as shipped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Protocol, Tuple

from ...domain.answers import ERROR
from ...domain.codes import Dictionary, parse_dictionary, parse_json
from ...domain.errors import LedgerError
from ...domain.forms import Campaign
from ...domain.parcel import CaseState
from ...domain.survey import answers_of
from ...i18n import language
from ...paths import resource

if TYPE_CHECKING:
    from ..ledger import Ledger

PREFIX = "campaign_"
DEFAULT = "satellite"
NO_DICTIONARY = "field_alias"  # kept among the dictionaries, but built otherwise


class Carrier(Protocol):
    """What carries campaign documents: a ledger."""

    dictionaries: Dict[str, Dictionary]

    def rule(self, name: str) -> Any:
        """Return a rule document by name."""


def campaign_for(ledger: Carrier, code: str) -> Campaign:
    """Return the campaign of parcels from a source, read once per open ledger.

    :param code: code of dictionary ``source``: the campaign of that code, else the one that lists it among its sources,
        else the one of satellite-image enforcement.
    :raises BadInput: when the ledger's document says something this program does not know.
    """
    kept: Dict[str, Campaign] = vars(ledger).setdefault("_campaigns", {})
    if code not in kept:
        serving = next((one for one in campaigns(ledger) if code in one.sources), None) if code not in shipped_codes() else None
        kept[code] = serving if serving is not None else _read(ledger, code if code in shipped_codes() else DEFAULT)
    return kept[code]


def campaigns(ledger: Carrier) -> List[Campaign]:
    """Return every campaign, in the order of their codes."""
    kept: Dict[str, Campaign] = vars(ledger).setdefault("_campaigns", {})
    return [kept[code] if code in kept else kept.setdefault(code, _read(ledger, code)) for code in shipped_codes()]


def shipped_codes() -> List[str]:
    """Return the codes of the campaigns there are."""
    return sorted(path.stem[len(PREFIX):] for path in resource("rules").glob(f"{PREFIX}*.json"))


def missing_fields(ledger: Ledger, campaign: Campaign, case: CaseState) -> List[str]:
    """Return, in the user's language, the fields and responsibilities that the survey still lacks or has wrong: what the
    form requires, the four clear things (四清), and answers that contradict themselves."""
    duties = {row["slot"] for row in ledger.store.rows("SELECT slot FROM duty WHERE parcel_uid = ?", (case.parcel_uid,))}
    answers, form = answers_of(case), campaign.form
    lacks = {lack.code: lack.words for lack in form.incomplete(answers, duties)}
    wrong = {one.field: form.by_code[one.field].words for one in form.check(answers) if one.severity == ERROR}
    spoken = language()
    return [words.said(spoken) for words in {**lacks, **wrong}.values()]


def demanded_evidence(campaign: Campaign, case: CaseState) -> Dict[str, Tuple[Tuple[str, ...], ...]]:
    """Return, per stage, the evidence this outcome demands: items of which one role of attachment each must be there."""
    found: Dict[str, Tuple[Tuple[str, ...], ...]] = {}
    for demand in campaign.form.evidence_for(answers_of(case)):
        found[demand.stage] = (*found.get(demand.stage, ()), *(item for item in demand.roles
                                                               if item not in found.get(demand.stage, ())))
    return found


def check_campaigns(dictionaries: Mapping[str, str], rules: Mapping[str, str]) -> None:
    """Refuse campaign documents that cannot be used, before a ledger carries them.

    :param dictionaries: JSON texts by name. :param rules: JSON texts by name. :raises BadInput: naming file and key.
    """
    known = {name: parse_dictionary(name, text, f"{name}.json") for name, text in dictionaries.items()
             if name != NO_DICTIONARY}
    for name, text in rules.items():
        if name.startswith(PREFIX):
            Campaign.from_json(parse_json(text, f"{name}.json"), f"{name}.json", known)


def _read(ledger: Carrier, code: str) -> Campaign:
    name = f"{PREFIX}{code}"
    try:
        raw = ledger.rule(name)
    except LedgerError:  # a ledger made before there were campaigns
        raw = json.loads(resource("rules", f"{name}.json").read_text(encoding="utf-8"))
    return Campaign.from_json(raw, f"{name}.json", {**_shipped_dictionaries(set(ledger.dictionaries)), **ledger.dictionaries})


def _shipped_dictionaries(carried: Any) -> Dict[str, Dictionary]:
    """Return the shipped dictionaries that the ledger does not carry."""
    return {path.stem: parse_dictionary(path.stem, path.read_text(encoding="utf-8"), path.name)
            for path in resource("dictionaries").glob("*.json") if path.stem not in carried and path.stem != NO_DICTIONARY}
