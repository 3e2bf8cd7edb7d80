"""What stands in the ledger before a case is moved: the county's people, files, and a survey that is complete."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QImage

from farmland_plugin.domain.people import Person
from farmland_plugin.domain.survey import answers_of, payload_of
from farmland_plugin.ledger.cases.campaigns import campaign_for
from farmland_plugin.ledger.cases.steps import Prospect

from .desk import HOME, plugin

PEOPLE = {"village_committee": "钱守田", "township_leader": "孙立明", "department_lead": "李建国", "surveyor": "李明",
          "county_admin": "吴晓", "county_reviewer": "郑敏", "county_leader": "王志远", "acceptance_team": "冯强",
          "witness": "陈平"}


def people():
    """Return the ids of the county's people by role; whoever is missing is entered."""
    ledger = plugin().workspace.ledger
    known = {one.name: one for one in ledger.people.all()}
    for role, name in PEOPLE.items():
        one = known.get(name)
        if one is None or role not in one.roles:
            known[name] = ledger.people.register(Person(one.person_id if one else "", name, roles=(role,)))
    return {role: known[name].person_id for role, name in PEOPLE.items()}


def photograph(name, colour):
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path = HOME / "照片" / name
    path.parent.mkdir(exist_ok=True)
    assert image.save(str(path))
    return path


def attach(uid, roles):
    """Attach a picture in each role."""
    ledger = plugin().workspace.ledger
    for number, role in enumerate(roles):
        colour = ("#7a8f4a", "#8a6f52", "#b9a77c", "#97a7b5")[(number + len(role)) % 4]
        stored = ledger.media.add(photograph(f"IMG_{uid[-4:]}_{role[-4:]}.jpg", colour))
        ledger.apply(uid, ledger.case(uid).version, "attach", {"role": role, "files": [stored.to_dict()]}, [stored.sha256])


def survey_completely(uid):
    """Answer what the survey form asks for, name who answers, attach the evidence the outcome demands."""
    ledger, by = plugin().workspace.ledger, people()
    for slot in ("subject", "supervision", "rectification"):
        ledger.apply(uid, ledger.case(uid).version, "set_duty", {"slot": slot, "person_id": by["village_committee"]})
    attach(uid, ("photo_far", "photo_near"))
    for _ in range(8):
        case = ledger.case(uid)
        form = campaign_for(ledger, case.campaign).form
        lacks = [one.code for one in form.incomplete(answers_of(case), {"subject", "supervision", "rectification"})]
        if not lacks:
            break
        given = {}
        for code in lacks:
            field = form.by_code[code]
            codes = [entry.code for entry in field.offered(str(answers_of(case).get(field.parent) or ""))]
            given[code] = ([codes[0]] if field.kind == "codes" else codes[0]) if codes else {
                "number": "1", "integer": "1", "date": "2026-08-20", "partial_date": "2025"}.get(field.kind, "示例")
        ledger.apply(uid, case.version, "record", payload_of(given))
    attach(uid, [roles[0] for roles in Prospect(ledger, uid).dossier.evidence_lacking("survey")])
    plugin().workspace.refresh()
