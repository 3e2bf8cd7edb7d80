"""Putting what a step lacks into the words of this ledger's dictionaries, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Iterable, Mapping, TypeVar

from ...domain.casework import MissingItem, people_of
from ...domain.errors import FarmlandError, MissingEvidence, NotAllowed
from ...i18n import language, tr

if TYPE_CHECKING:
    from ..ledger import Ledger

DICTIONARY_OF = {"attachment": "attachment_role", "package": "package_kind"}
CODES = {"method": "sign_method", "role": "role", "roles": "role", "hold": "hold", "status": "status"}
Refused = TypeVar("Refused", bound=NotAllowed)


def column_label(name: str) -> str:
    """Return what a column of a case is called."""
    return {
        "finding": tr("Finding"), "disposition": tr("Disposition"), "category": tr("Category"), "note": tr("Note"),
        "surveyed_on": tr("Surveyed on"), "surveyors": tr("Surveyors"), "confirmed_area_m2": tr("Confirmed area"),
        "department": tr("Responsible department"), "status": tr("Status"), "hold": tr("Hold"), "round": tr("Round"),
        "flags": tr("Flags"),
    }.get(name, name)


def stage_label(name: str) -> str:
    """Return what a signing stage is called."""
    return {"survey": tr("Survey result"), "acceptance": tr("Acceptance")}.get(name, name)


def action_label(name: str) -> str:
    """Return what an action is called; its code when a county added it."""
    return {
        "record": tr("Record findings"), "correct": tr("Correct"), "assign": tr("Assign"),
        "unassign": tr("Take back the assignment"),
        "submit_survey": tr("Submit the survey"), "complete_signing": tr("Signed by every level"),
        "return_survey": tr("Return for survey"), "find_lawful": tr("Find lawful or not so"),
        "order_rectification": tr("Order rectification"), "file_case": tr("File a case"), "defer": tr("Long-term control"),
        "find_duplicate": tr("Find duplicate or mistaken"), "approve_void": tr("Approve voiding"),
        "refuse_void": tr("Refuse voiding"), "submit_evidence": tr("Submit the evidence package"),
        "evidence_passed": tr("Evidence passed"), "evidence_returned": tr("Evidence returned"),
        "declare_done": tr("Declare rectified"), "accept": tr("Accept"), "refuse_acceptance": tr("Refuse acceptance"),
        "executed": tr("Executed"), "withdraw_case": tr("Withdraw the case"), "transfer": tr("Transfer to the judiciary"),
        "concluded": tr("Concluded by the judiciary"), "resume": tr("Resume rectification"),
        "approve_reduction": tr("Approve the reduction"), "write_off": tr("Write off"),
        "return_write_off": tr("Return from write-off"), "reopen": tr("Reopen (new round)"), "restore": tr("Restore"),
        **_beside(),
    }.get(name, name)


def _beside() -> Dict[str, str]:
    return {
        "sign": tr("Sign"), "withdraw_signature": tr("Take a signature back"), "attach": tr("Attach"), "detach": tr("Take off"),
        "suspend": tr("Suspend"), "appeal": tr("Appeal"), "release": tr("Release"), "appeal_upheld": tr("Appeal upheld"),
        "undo": tr("Undo"), "set_duty": tr("Set responsibility"), "clear_duty": tr("Clear responsibility"),
        "set_deadline": tr("Set a deadline"), "extend_deadline": tr("Extend a deadline"),
        "close_deadline": tr("Close a deadline"),
        "serve_notice": tr("Serve a notice"), "close_notice": tr("Close a notice"), "escalate_notice": tr("Escalate a notice"),
        "import_batch": tr("Import"), "package": tr("Package"), "create_ledger": tr("New ledger"), "merge": tr("Merge"),
        "grant_access": tr("Grant access"), "move_ledger": tr("Move ledger"),
        "resolve_conflicts": tr("Resolve conflicts"),
        "merge_case": tr("Taken over from a field copy"), "resolve_case": tr("Conflict with a field copy decided"),
        "place": tr("Correct the place"), "locate": tr("Locate the parcels"), "link": tr("Link parcels on the same ground"),
        "decide_links": tr("Decide on parcels on the same ground"), "bind_clue": tr("Clue found to be a parcel"),
        "take_over": tr("Take over the earlier issue's case"),
        "complete_stage": tr("Record as in place"), "withdraw_stage": tr("Take back what was in place"),
        "draw_residual": tr("Draw what is left"), "clear_residual": tr("What was left is gone"),
        "check_photos": tr("Check photos"), "explain_flag": tr("Answer a flag on a photo"),
        "undo_merge": tr("Undo a merge"), "restore_ledger": tr("Restore from a backup"),
    }


def spoken(error: Refused, ledger: Ledger) -> Refused:
    """Return a refusal with every code in it called by its label."""
    if isinstance(error, MissingEvidence):
        said = (_spoken(item, ledger) for item in error.missing)
        return type(error)(list({str(item): item for item in said}.values()))
    return type(error)(error.text, **_said(error.facts, ledger))


def _said(facts: Mapping[str, object], ledger: Ledger) -> Dict[str, object]:
    """Return facts of a refusal in words: codes as labels, actions as they are called."""
    said: Dict[str, object] = dict(facts)
    for key, value in facts.items():
        if key in CODES:
            said[key] = tr(", ").join(ledger.dictionary(CODES[key]).label(code, language()) for code in people_of(str(value)))
        elif key == "action":
            said[key] = action_label(str(value))
    return said


def need_label(name: str) -> str:
    """Return what a method of signing needs is called."""
    return {"attachment": tr("a scan or picture"), "witness1": tr("a witness"), "witness2": tr("a second witness"),
            "proxy": tr("the proxy"), "reason": tr("the reason")}.get(name, name)


def _spoken(item: FarmlandError, ledger: Ledger) -> FarmlandError:
    if not isinstance(item, MissingItem):
        facts = _said(item.facts, ledger)
        return type(item)(item.text, **({**facts, "what": need_label(str(facts["what"]))} if "what" in facts else facts))
    said = MissingItem(item.kind, item.name, item.text, label=item.label, label_zh=item.label_zh,
                       **{k: v for k, v in item.facts.items() if k != "what"})
    said.facts["what"] = _label(item, ledger)
    if item.kind in ("remediated", "dated"):
        said.facts.update(_on_the_ground(item.facts, ledger))
    if item.kind == "form":
        said.facts["fields"] = str(item.facts.get("fields", "")).replace(", ", tr(", "))
    return said


def _on_the_ground(facts: Mapping[str, object], ledger: Ledger) -> Dict[str, str]:
    """Return which of the four is not in place, and m² left by kind, in words."""
    stages, kinds = ledger.dictionary("completion_stage"), ledger.dictionary("residual_kind")
    found: Dict[str, str] = {}
    if "stages" in facts:
        found["stages"] = tr(", ").join(stages.label(code, language()) for code in people_of(str(facts["stages"])))
    if "kinds" in facts:
        pairs = (one.partition(":") for one in people_of(str(facts["kinds"])))
        found["kinds"] = tr(", ").join(tr("{what} {area} m²").format(what=kinds.label(code, language()), area=area)
                                       for code, _, area in pairs)
    return found


def _label(item: MissingItem, ledger: Ledger) -> str:
    if item.kind in DICTIONARY_OF:
        return labels_of(ledger, DICTIONARY_OF[item.kind], item.name.split("/"))
    if item.kind == "signed":
        return stage_label(item.name)
    if item.kind == "recorded":
        return column_label(item.name)
    if item.kind == "separate":
        return separate_label(item.name, ledger)
    return (item.label_zh if language() == "zh" else item.label) or item.name


def labels_of(ledger: Ledger, dictionary: str, codes: Iterable[str]) -> str:
    """Return the labels of alternatives, one after the other."""
    known = ledger.dictionary(dictionary)
    return " / ".join(known.label(code, language()) for code in codes)


def separate_label(name: str, ledger: Ledger) -> str:
    """Return what people of a ``separate`` guard took part in."""
    kind, _, which = name.partition(":")
    if kind == "sign":
        return tr("{stage}: signature").format(stage=stage_label(which))
    if kind == "duty":
        return ledger.dictionary("duty_slot").label(which, language())
    return {"surveyors": tr("Survey on site"), "team": tr("Acceptance team")}.get(name) or action_label(name)
