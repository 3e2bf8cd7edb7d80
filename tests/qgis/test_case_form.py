"""What is recorded of a case in the verification panel: the quick finding and the campaign's survey form, saved as one."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsSettings
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QApplication

from farmland_plugin.domain.people import Person
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.gui.panels.verification import VerificationPanel
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from tests.qgis.few_parcels import add_parcels


@pytest.fixture
def ledger_path(tmp_path):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        add_parcels(ledger, 3)
        ledger.people.register(Person("", "周摸排", roles=("surveyor",)))
        for village in ("柳林村", "青石村"):
            ledger.people.register(Person("", "张伟", roles=("surveyor",), village=village))
    return path


@pytest.fixture
def desk(qgis_iface, qgis_new_project, ledger_path):
    QgsSettings().remove("farmland")
    qgis_iface.mainWindow().show()
    notices = Notices(QgsMessageBar())
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    context = (workspace, view, Jobs(workspace, notices), notices)
    parcels = ParcelsPanel(*context)
    made = SimpleNamespace(workspace=workspace, view=view, parcels=parcels,
                           panel=VerificationPanel(parcels.step, *context), notices=notices)
    for dock in (made.parcels, made.panel):
        dock.show()
    workspace.open(ledger_path)
    made.uids = [row.uid for row in parcels.table.rows]
    made.uid = made.uids[0]
    made.people = {(one.name, one.village): one.person_id for one in workspace.ledger.people.all()}
    view.select([made.uid], made.uid)
    yield made
    workspace.release()
    for dock in (made.parcels, made.panel):
        dock.close()
        dock.deleteLater()


def unfold(desk):
    desk.panel.entry.box.setCollapsed(False)
    QApplication.processEvents()


def survey(desk, code, value):
    """Answer one field of the survey form as if it had been typed."""
    line = desk.panel.entry.survey._lines[code]
    line.editor.set_value(value)
    line.editor.changed.emit()


def case(desk, uid=None):
    return desk.workspace.ledger.case(uid or desk.uid)


def test_finding_and_survey_answers_are_saved_in_one_event(desk):
    unfold(desk)
    desk.panel.form.finding.choose("nonfarm_violation")
    survey(desk, "project_name", "示例厂房")
    survey(desk, "confirmed_area_m2", "1999.5")
    survey(desk, "flags", ["typical"])
    before = desk.workspace.ledger.last_seq()
    desk.panel.on_save()
    saved = case(desk)
    assert desk.workspace.ledger.last_seq() == before + 1
    assert (saved.finding, saved.facts, saved.confirmed_area_m2, saved.flags) == (
        "nonfarm_violation", {"project_name": "示例厂房"}, "1999.50", "typical")
    assert not desk.panel.entry.changes()


def test_the_survey_form_is_not_built_before_somebody_unfolds_it_and_stays_as_it_was_left(desk):
    assert desk.panel.entry.survey.form is None
    unfold(desk)
    assert desk.panel.entry.survey.form is not None
    desk.view.select([desk.uids[1]], desk.uids[1])
    assert not desk.panel.entry.box.isCollapsed()


def test_conditional_fields_follow_the_finding_above(desk):
    unfold(desk)
    line = desk.panel.entry.survey._lines["legal_basis"]
    assert not line.editor.isVisibleTo(desk.panel.entry.survey)
    desk.panel.form.finding.choose("legal")
    assert line.editor.isVisibleTo(desk.panel.entry.survey)


def test_survey_answers_that_were_not_saved_come_back(desk, ledger_path):
    unfold(desk)
    survey(desk, "project_name", "示例厂房")
    desk.view.select([desk.uids[1]], desk.uids[1])
    assert desk.panel.entry.values()["project_name"] == ""
    desk.workspace.close()
    desk.workspace.open(ledger_path)
    desk.view.select([desk.uid], desk.uid)
    assert desk.panel.entry.values()["project_name"] == "示例厂房"
    desk.panel.entry.box.setCollapsed(True)
    desk.panel._drafts.keep()
    desk.panel.on_save()
    assert case(desk).facts == {"project_name": "示例厂房"}


def test_a_draft_is_saved_without_unfolding_the_form_again(desk, ledger_path):
    unfold(desk)
    survey(desk, "project_name", "示例厂房")
    desk.workspace.close()
    desk.panel.entry.box.setCollapsed(True)
    desk.workspace.open(ledger_path)
    desk.view.select([desk.uid], desk.uid)
    assert desk.panel.entry.changes() == {"project_name": "示例厂房"}
    desk.panel.on_save()
    assert case(desk).facts == {"project_name": "示例厂房"}


def test_what_cannot_be_read_is_not_saved(desk):
    unfold(desk)
    survey(desk, "violation_mu", "很多")
    before = desk.workspace.ledger.last_seq()
    desk.panel.on_save()
    assert desk.workspace.ledger.last_seq() == before


def test_a_colleagues_survey_answer_is_shown_beside_ours_and_never_overwritten(desk, ledger_path):
    unfold(desk)
    survey(desk, "project_name", "甲厂")
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(desk.uid, 1, "record", {"facts": {"project_name": "乙厂", "project_owner": "示例公司"}})
    desk.panel.on_save()
    assert case(desk).facts["project_name"] == "乙厂"
    texts = desk.panel.conflict.texts()
    assert "甲厂" in texts and "乙厂" in texts
    desk.panel._on_keep_mine()
    assert case(desk).facts == {"project_name": "甲厂", "project_owner": "示例公司"}


def test_surveyors_are_kept_as_people_and_shown_by_name(desk):
    edit = desk.panel.form.surveyors
    edit.setText("周摸排、新人甲")
    desk.panel.on_save()
    ids = case(desk).surveyors.split(",")
    assert ids[0] == desk.people["周摸排", ""] and len(ids) == 2
    assert "新人甲" in {one.name for one in desk.workspace.ledger.people.all()}
    assert "周摸排" in edit.text() and "新人甲" in edit.text() and ids[0] not in edit.text()
    assert not desk.panel.form.changes()
    body = json.loads(list(desk.workspace.ledger.events(desk.uid))[-1].body)
    assert "周摸排" not in json.dumps(body, ensure_ascii=False)


def test_namesakes_are_told_apart_and_completed_one_by_one(desk):
    edit = desk.panel.form.surveyors
    labels = edit._model.stringList()
    mine = next(label for label in labels if label.startswith("张伟") and "青石村" in label)
    edit.setText("周摸排, 青石")
    edit.setCursorPosition(len(edit.text()))
    edit._complete(edit.text())
    assert edit._completer.completionCount() == 1
    edit._take(mine)
    desk.panel.on_save()
    assert case(desk).surveyors == f"{desk.people['周摸排', '']},{desk.people['张伟', '青石村']}"


def test_after_the_survey_a_change_is_a_correction_with_its_reason(desk):
    ledger = desk.workspace.ledger
    ledger.apply(desk.uid, 1, "record", {"finding": "legal"})
    with ledger.door() as door:  # submitted: the way there is told elsewhere
        door.execute("UPDATE case_state SET status = 'signing', version = version + 1 WHERE parcel_uid = ?", (desk.uid,))
    desk.panel._load(desk.uid)
    desk.panel.form.note.setPlainText("复测后面积有变")
    before = ledger.last_seq()
    desk.panel.on_save()
    window = desk.panel.window_
    assert ledger.last_seq() == before and "复测后面积有变" in window.text.text() and not window.ok.isEnabled()
    window.reason.setPlainText("复测")
    window.ok.click()
    assert (case(desk).note, case(desk).status) == ("复测后面积有变", "signing")
    assert not desk.panel.entry.changes() and desk.panel.window_ is None
    assert [event.action for event in ledger.events(desk.uid)][-1] == "correct"


@pytest.mark.parametrize("change", [{"status": "written_off"}, {"hold": "suspended"}])
def test_a_closed_or_held_case_cannot_be_typed_into_and_says_why(desk, change):
    ledger = desk.workspace.ledger
    (column, value), = change.items()
    statements = {"status": "UPDATE case_state SET status = ?, version = version + 1 WHERE parcel_uid = ?",
                  "hold": "UPDATE case_state SET hold = ?, version = version + 1 WHERE parcel_uid = ?"}
    with ledger.door() as door:
        door.execute(statements[column], (value, desk.uid))
    desk.panel._load(desk.uid)
    assert not desk.panel.entry.isEnabled() and desk.panel.saved.text()
