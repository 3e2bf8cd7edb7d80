"""One sentence for each thing that can happen to a case: what was done, which values it changed from what to what."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Callable, Iterable, Mapping

from ...domain.area import round_half_up
from ...domain.casework import people_of
from ...domain.workflow import Guard
from ...i18n import language, tr
from ...ledger.actions.recording import ADOPTED
from ...ledger.cases.campaigns import campaign_for
from ...ledger.cases.field_words import FieldWords
from ...ledger.cases.wording import action_label, stage_label
from ..terms import Terms
from .advice import adopted

MOVES = ("status", "hold", "round")  # told by the sentence itself
Body = Mapping[str, Any]
Teller = Callable[[Body, Mapping[str, Any]], str]


class Speaker:
    """Says values, fields and events of one parcel's case in the user's words.

    :param campaign: code whose survey form names the facts.
    """

    def __init__(self, ledger: Any, terms: Terms, campaign: str) -> None:
        self._ledger, self._terms, self._campaign = ledger, terms, campaign
        self._words = FieldWords(ledger)

    def name(self, person_id: str) -> str:
        """Return a person's name."""
        return self._words.person(person_id)

    def names(self, person_ids: Iterable[str]) -> str:
        """Return several people's names."""
        return tr(", ").join(map(self._words.person, person_ids))

    def field(self, key: str) -> str:
        """Return what a column or a fact (``facts.<field>``) is called."""
        return self._words.field(self._campaign, key)

    def value(self, key: str, value: Any) -> str:
        """Return a column's or a fact's value in words, a dash for none."""
        return self._words.value(self._campaign, key, value)

    def changes(self, body: Body) -> str:
        """Return the fields an event changed, each with its old and new value."""
        new, old = body.get("set"), body.get("was") or {}
        if new is None:  # an event of before version 2: only what was entered is known
            payload = body.get("payload") or {}
            return tr("; ").join(tr("{field} {value}").format(field=self.field(key), value=self.value(key, value))
                                 for key, value in payload.items() if value and not isinstance(value, dict))
        return tr("; ").join(self._change(key, old.get(key), value) for key, value in new.items() if key not in MOVES)

    def _recorded(self, body: Body) -> str:
        suggestion = self._adopted(body)[0]
        return tr("; ").join(part for part in (self.changes(body), suggestion) if part)

    def rested_on(self, body: Body) -> str:
        """Return rule, version and figures of the suggestion a person adopted with an event, '' when it was none."""
        return self._adopted(body)[1]

    def _adopted(self, body: Body) -> tuple[str, str]:
        told = body.get(ADOPTED)
        return adopted(told, self._terms, campaign_for(self._ledger, self._campaign).form) if told else ("", "")

    def _change(self, key: str, old: Any, new: Any) -> str:
        if old in (None, "", []):
            return tr("{field} {value}").format(field=self.field(key), value=self.value(key, new))
        return tr("{field} {old} → {new}").format(field=self.field(key), old=self.value(key, old), new=self.value(key, new))

    def sentence(self, body: Body) -> str:
        """Return what an event did, as one sentence."""
        action, payload = str(body.get("action", "")), body.get("payload") or {}
        told = self._tellers().get(action)
        if told is not None:
            return told(body, payload)
        if self._ledger.workflow.knows(action):
            return self._step(body, payload)
        return action_label(action)

    def _tellers(self) -> dict[str, Teller]:
        because = self._because
        return {
            "record": lambda body, _p: self._with(tr("Recorded"), self._recorded(body)),
            "correct": lambda body, p: self._with(because(tr("Corrected"), p), self._recorded(body)),
            "undo": self._undo, "sign": self._sign, "withdraw_signature": self._withdrawn,
            "attach": self._attach, "detach": self._detach,
            "suspend": lambda _b, p: because(tr("Suspended"), p), "appeal": lambda _b, p: because(tr("Appeal lodged"), p),
            "release": lambda _b, p: because(tr("Released from hold"), p),
            "appeal_upheld": lambda _b, p: because(tr("Appeal upheld, to be surveyed again"), p),
            "set_duty": self._duty,
            "clear_duty": lambda _b, p: because(tr("{slot}: {person} taken out").format(
                slot=self._terms.label("duty_slot", p.get("slot")), person=self.name(str(p.get("person_id", "")))), p),
            "merge_case": lambda body, _p: self._with(tr("Taken over from a field copy"), self._all_changes(body)),
            "resolve_case": lambda body, _p: self._with(tr("Conflict with a field copy decided"), self._all_changes(body)),
            "take_over": self._taken_over, **self._on_the_ground(),
            **self._of_time(),
            "package": lambda _b, p: tr("{kind} package made, code {code}").format(
                kind=self._terms.label("package_kind", p.get("kind")), code=str(p.get("code", ""))[:12]),
            "verify_package": lambda _b, p: tr("Package verified: {verdict}").format(verdict=p.get("verdict")),
        }

    def _of_time(self) -> dict[str, Teller]:
        def node(payload: Mapping[str, Any]) -> str:
            return self._terms.label("deadline_node", str(payload.get("node", "")))

        def notice(payload: Mapping[str, Any]) -> str:
            return " ".join((self._terms.label("notice_kind", str(payload.get("kind", ""))), str(payload.get("number", ""))))

        return {
            "set_deadline": lambda _b, p: self._because(tr("{node}: by {day}").format(node=node(p), day=p.get("due_on")), p),
            "extend_deadline": lambda _b, p: self._because(tr("{node} extended: {was} → {day}").format(
                node=node(p), was=p.get("was_due"), day=p.get("due_on")), p),
            "close_deadline": lambda _b, p: tr("{node}: met on {day}").format(node=node(p), day=p.get("done_on")),
            "serve_notice": lambda _b, p: self._with(
                tr("{notice} served").format(notice=notice(p)) if p.get("served_on") else
                tr("{notice} issued").format(notice=notice(p)),
                tr("to be complied with by {day}").format(day=p["due_on"]) if p.get("due_on") else ""),
            "close_notice": lambda _b, p: tr("{notice} closed on {day}").format(notice=notice(p), day=p.get("closed_on")),
            "escalate_notice": lambda _b, p: self._because(tr("Put on the list for forced demolition"), p),
        }

    def _on_the_ground(self) -> dict[str, Teller]:
        return {
            "complete_stage": lambda _b, p: tr("{stage} since {day} ({person})").format(
                stage=self._terms.label("completion_stage", str(p.get("stage", ""))), day=p.get("done_on"),
                person=self.name(str(p.get("person_id", "")))),
            "withdraw_stage": lambda _b, p: self._because(tr("Taken back what was in place"), p),
            "draw_residual": lambda _b, p: tr("Left on the ground: {kind}, {area} m² ({day}, {person})").format(
                kind=self._terms.label("residual_kind", str(p.get("kind", ""))), area=p.get("area_m2"), day=p.get("found_on"),
                person=self.name(str(p.get("person_id", "")))),
            "clear_residual": lambda _b, p: self._because(tr("What was left is gone"), p),
            "check_photos": lambda _b, p: tr("Photos checked: {photos}, flags raised: {flags}").format(
                photos=len(p.get("photos") or ()), flags=len(p.get("flags") or ())),
            "explain_flag": lambda _b, p: tr("Flag on a photo: {verdict} ({person}): {words}").format(
                verdict=self._terms.label("photo_answer", str(p.get("verdict", ""))),
                person=self.name(str(p.get("person_id", ""))), words=p.get("words", "")),
        }

    @staticmethod
    def _with(text: str, details: str) -> str:
        return tr("{what}: {details}").format(what=text, details=details) if details else text

    @staticmethod
    def _because(text: str, payload: Mapping[str, Any]) -> str:
        reason = str(payload.get("reason") or "")
        return tr("{what} ({reason})").format(what=text, reason=reason) if reason else text

    def _undo(self, body: Body, payload: Mapping[str, Any]) -> str:
        return self._with(self._because(tr("Undid No {seq}").format(seq=payload.get("seq")), payload), self._all_changes(body))

    def _all_changes(self, body: Body) -> str:
        moved = self._moved(body) if "status" in (body.get("set") or {}) else ""
        return tr("; ").join(part for part in (moved, self.changes(body)) if part)

    def _moved(self, body: Body) -> str:
        return tr("{old} → {new}").format(old=self._terms.label("status", str(body.get("from", ""))),
                                          new=self._terms.label("status", str(body.get("to", ""))))

    def _step(self, body: Body, payload: Mapping[str, Any]) -> str:
        action = str(body.get("action"))
        transition = self._ledger.workflow.find(action, str(body.get("from", "")))
        guards = {guard.names[0]: guard for guard in (transition.requires if transition else ()) if guard.kind == "payload"}
        details = [tr("{field} {value}").format(field=label_of(guard), value=self._given(guard, payload[key]))
                   for key, guard in guards.items() if payload.get(key)]
        if body.get("from") != body.get("to"):
            details.insert(0, self._moved(body))
        if transition is not None and transition.voids:
            details.append(tr("earlier signatures void ({stages})").format(
                stages=tr(", ").join(map(stage_label, transition.voids))))
        if transition is not None and transition.new_round:
            details.append(tr("round {round} begins").format(round=int(body.get("round", 1)) + 1))
        return self._with(action_label(action), tr("; ").join(details))

    def _given(self, guard: Guard, value: Any) -> str:
        if guard.value == "people":
            return self.names(value if isinstance(value, (list, tuple)) else people_of(str(value)))
        if guard.value == "code":
            return self._terms.label(guard.dictionary, str(value))
        return str(value)

    def _sign(self, _body: Body, payload: Mapping[str, Any]) -> str:
        facts = {"stage": stage_label(str(payload.get("stage", ""))), "level": payload.get("level"),
                 "role": self._terms.label("role", str(payload.get("role", ""))),
                 "person": self.name(str(payload.get("person_id", "")))}
        if payload.get("decision") == "return":
            return self._because(tr("{stage}, level {level} {role} {person} returned it").format(**facts), payload)
        method = self._terms.label("sign_method", str(payload.get("method", "")))
        details = [part for part in (method, str(payload.get("signed_at", ""))[:10], str(payload.get("opinion") or "")) if part]
        for key, label in (("witness1", tr("witness {name}")), ("witness2", tr("witness {name}")), ("proxy", tr("proxy {name}"))):
            if payload.get(key):
                details.append(label.format(name=self.name(str(payload[key]))))
        return self._because(self._with(tr("{stage}, level {level} {role} {person} signed").format(**facts),
                                        tr(", ").join(details)), payload)

    def _withdrawn(self, body: Body, payload: Mapping[str, Any]) -> str:
        given = next((one for one in self._ledger.signatures(str(body.get("parcel_uid")))
                      if one.sign_id == payload.get("sign_id")), None)
        person = self.name(given.person_id if given is not None else "")
        return self._because(tr("Signature of {person} taken back").format(person=person), payload)

    def _taken_over(self, body: Body, payload: Mapping[str, Any]) -> str:
        """Say which issue a case comes from, what changed on the ground, and what stayed with the earlier parcel."""
        parts = [tr("then at {status}").format(status=self._terms.label("status", str(payload.get("status", ""))))]
        for name, label in (("area_m2", tr("computed area")), ("monitored_area_m2", tr("monitored area"))):
            if name in (payload.get("areas") or {}):
                before, now = (round_half_up(Decimal(one)) if one else "—" for one in payload["areas"][name])
                parts.append(tr("{what} {old} → {new} m²").format(what=label, old=before, new=now))
        if payload.get("verdict") == "changed":
            parts.append(tr("changed: to be confirmed by a person"))
        signed = [self.name(str(one.get("person_id", ""))) for one in payload.get("signatures") or ()]
        if signed:
            parts.append(tr("signed there, not carried over: {people}").format(people=tr(", ").join(signed)))
        if payload.get("left"):
            parts.append(tr("{count} papers of concluded steps stay there").format(count=len(payload["left"])))
        files = sum(one.get("table") == "parcel_attachment" for one in payload.get("rows") or ())
        if files:
            parts.append(tr("{count} files taken over").format(count=files))
        text = tr("Case taken over from {number} ({batch}), event {seq}").format(
            number=payload.get("number") or "—", batch=payload.get("batch", ""), seq=payload.get("last_seq"))
        return self._with(tr("{what} ({reason})").format(what=text, reason=tr("; ").join(parts)), self.changes(body))

    def _attach(self, _body: Body, payload: Mapping[str, Any]) -> str:
        files = payload.get("files") or ()
        names = tr(", ").join(str(one.get("orig_name", "")) for one in files[:4]) + (" …" if len(files) > 4 else "")
        return tr("{role} attached: {names}").format(role=self._terms.label("attachment_role", str(payload.get("role", ""))),
                                                     names=names)

    def _detach(self, body: Body, payload: Mapping[str, Any]) -> str:
        rows = self._ledger.media.rows(str(body.get("parcel_uid")))
        name = next((row["orig_name"] for row in rows if row["sha256"] == payload.get("sha256")), "")
        return self._because(tr("{role} taken off: {name}").format(
            role=self._terms.label("attachment_role", str(payload.get("role", ""))), name=name), payload)

    def _duty(self, body: Body, payload: Mapping[str, Any]) -> str:
        parts = []
        if payload.get("person_id"):
            parts.append(tr("{slot}: {person}").format(slot=self._terms.label("duty_slot", str(payload.get("slot"))),
                                                       person=self.name(str(payload["person_id"]))))
        return tr("; ").join(part for part in (*parts, self.changes(body)) if part) or action_label("set_duty")


def label_of(guard: Guard) -> str:
    """Return what the value a guard asks for is called."""
    return (guard.label_zh if language() == "zh" else guard.label) or guard.names[0]
