"""The windows of people and responsibility over a real ledger: what they show, cover, write and refuse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester

from farmland_plugin.domain.deadlines import GRAVITY
from farmland_plugin.domain.people import Person
from farmland_plugin.gui.controllers.overdue import OverdueWatch
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.people import CODE, PeopleDialog
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.lights import LIGHTS, light_icon
from farmland_plugin.gui.widgets.duties import DutyBox
from farmland_plugin.ledger.cases.deadlines import escalate_overdue
from farmland_plugin.ledger.cases.responsibility import duties, visits
from farmland_plugin.ledger.crs import create_ledger

from .casework_county import take
from .test_people import ID_NO, PHONE, days, fill, serve

ROOT = Path(__file__).resolve().parents[2]
ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def workspace(qgis_iface, qgis_new_project, tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as ledger:
        fill(ledger, remediate_by=days(12), accept_by=days(60))
        for one in (Person("", "张三", ID_NO, PHONE, roles=("household",)), Person("", "赵局长", roles=("department_lead",)),
                    Person("", "督导甲", roles=("inspector",))):
            ledger.people.register(one)
    bar = QgsMessageBar()
    made = Workspace(Notices(bar))
    made.open(tmp_path / "county.gpkg")
    made.bar = bar
    yield made
    made.release()


@pytest.fixture
def uid(workspace):
    return workspace.ledger.parcel_uids()[0]


@pytest.fixture
def box(workspace, uid):
    made = DutyBox(workspace)
    made.show_case(uid)
    made.show()
    yield made
    made.close()


def who(workspace, name):
    return next(one.person_id for one in workspace.ledger.people.all() if one.name == name)


def shown(box, part):
    model = box.views[part].model()
    return [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())]


def refused(window):
    return window.refusal.text.text() if not window.refusal.isHidden() else ""


# -- people ---------------------------------------------------------------------------------------------------------


def row_of(dialog, name):
    return next(row for row in range(dialog.filter.rowCount()) if dialog.filter.index(row, 0).data() == name)


def everything_shown(dialog):
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    cells = [dialog.filter.index(row, column).data(role) for row in range(dialog.filter.rowCount())
             for column in range(dialog.filter.columnCount()) for role in roles]
    return " ".join([*map(str, cells), dialog.id_no.text.text(), dialog.phone.text.text()])


def test_numbers_are_covered_in_the_list_and_the_form_until_asked_for(workspace):
    dialog = PeopleDialog(workspace)
    QAbstractItemModelTester(dialog.filter, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.view.selectRow(row_of(dialog, "张三"))
    assert ID_NO not in everything_shown(dialog) and PHONE not in everything_shown(dialog)
    assert dialog.id_no.text.text() == "**************002X" and dialog.id_no.text.isReadOnly()
    dialog.id_no.show_.click()
    assert dialog.id_no.text.text() == ID_NO
    dialog.id_no.show_.click()
    assert ID_NO not in everything_shown(dialog)
    dialog.phone.show_.click()
    dialog.phone.text.setText("13800000000")
    dialog.on_save()
    kept = workspace.ledger.people.find(who(workspace, "张三"))
    assert (kept.id_no, kept.phone) == (ID_NO, "13800000000")
    assert dialog.phone.text.text() == "*******0000"


def test_somebody_new_is_entered_with_roles_and_a_wrong_number_is_explained(workspace):
    dialog = PeopleDialog(workspace)
    dialog.name.setText("李四")
    dialog.id_no.text.setText("110105194912310020")
    for at in range(dialog.roles.count()):
        if dialog.roles.item(at).data(CODE) in ("surveyor", "witness"):
            dialog.roles.item(at).setCheckState(Qt.CheckState.Checked)
    dialog.on_save()
    assert "check character" in refused(dialog) and len(workspace.ledger.people.all()) == 3
    dialog.id_no.text.setText("")
    dialog.department.setCurrentIndex(dialog.department.findData("water"))
    dialog.on_save()
    assert refused(dialog) == ""
    new = workspace.ledger.people.find(who(workspace, "李四"))
    assert (new.roles, new.department, new.active) == (("surveyor", "witness"), "water", True)
    dialog.active.setChecked(False)
    dialog.on_save()
    assert len(workspace.ledger.people.all()) == 4 and not workspace.ledger.people.find(new.person_id).active


def test_the_list_is_searched_by_role_and_place(workspace):
    dialog = PeopleDialog(workspace)
    dialog.search.setText("inspection")
    assert [dialog.filter.index(row, 0).data() for row in range(dialog.filter.rowCount())] == ["督导甲"]
    dialog.search.setText("")
    assert dialog.filter.rowCount() == 3
    dialog.start_new()
    assert dialog.name.text() == "" and dialog.id_no.value() == ""


# -- responsibility -------------------------------------------------------------------------------------------------


def test_empty_checked_slots_stand_in_the_box_until_somebody_is_named(box, workspace, uid):
    assert [line[:2] for line in shown(box, 0)] == [[label, "nobody named"] for label in (
        "Subject responsibility", "Supervision responsibility", "Rectification responsibility")]
    assert not box.lacking.isHidden()
    box.ask_duty()
    window = box.window_
    window.on_ok()
    assert "no person" in refused(window)
    window.person.choose(who(workspace, "张三"))
    window.note.setText("建房人")
    window.on_ok()
    assert shown(box, 0)[0] == ["Subject responsibility", "张三", "", "建房人"]
    box.views[0].selectRow(0)
    assert box.buttons["clear_duty"].isEnabled()
    box.ask_clear()
    box.window_.words.setText("录错")
    box.window_.on_ok()
    assert duties(workspace.ledger, uid) == [] and len(shown(box, 0)) == 3


def test_the_responsible_department_is_written_when_chosen(box, workspace, uid):
    box.department.setCurrentIndex(box.department.findData("education"))
    box.department.activated.emit(box.department.currentIndex())
    assert workspace.ledger.case(uid).department == "education"
    seq = workspace.ledger.last_seq()
    box.department.activated.emit(box.department.currentIndex())
    assert workspace.ledger.last_seq() == seq


def test_a_batch_s_node_is_extended_for_one_parcel_with_who_approved_it(box, workspace, uid):
    assert [line[0::3] for line in shown(box, 1)] == [["Rectification", "the batch"], ["Acceptance", "the batch"]]
    box.views[1].selectRow(0)
    assert box.buttons["extend_deadline"].isEnabled() and not box.buttons["close_deadline"].isEnabled()
    box.ask_extension()
    window = box.window_
    window.due.setDate(QDate.fromString(days(20), Qt.DateFormat.ISODate))
    window.on_ok()
    assert "reason" in refused(window)
    window.reason.setText("连续降雨")
    window.by.choose(who(workspace, "赵局长"))
    window.on_ok()
    assert shown(box, 1)[0][1::2] == [days(20), "the case"]
    assert workspace.ledger.deadlines.open_on(QDate.currentDate().toPyDate(), uid)[uid][0].due_on == days(20)
    box.views[1].selectRow(0)
    box.ask_close_deadline()
    box.window_.on_ok()
    assert [line[0] for line in shown(box, 1)] == ["Acceptance"]


def test_a_new_deadline_says_its_rule_and_takes_the_rule_s_days(box):
    box.ask_deadline()
    window = box.window_
    window.node.setCurrentIndex(window.node.findData("decision"))
    assert "60" in window.hint.text()
    window.on_ok()
    assert ["Penalty decision", days(60), "60 days left", "the case"] in shown(box, 1)


def test_a_notice_is_recorded_served_escalated_and_closed(box, workspace, uid, tmp_path):
    scan = tmp_path / "order.jpg"
    scan.write_bytes(b"\xff\xd8 order")
    box.ask_notice()
    window = box.window_
    window.number.setText("责改〔2026〕1号")
    window.issued.setDate(QDate.currentDate().addDays(-40))
    window.scan.setFilePath(str(scan))
    window.on_ok()
    assert shown(box, 2)[0][:3] == ["Order to correct by a date", "not served yet", "责改〔2026〕1号"]
    assert workspace.ledger.media.rows(uid)[0]["role"] == "doc_order"
    box.views[2].selectRow(0)
    assert box.buttons["serve_notice"].text() == "Record service…" and not box.buttons["escalate_notice"].isEnabled()
    box.ask_notice()
    box.window_.served.setDate(QDate.currentDate().addDays(-39))
    box.window_.on_ok()
    assert "overdue" in shown(box, 2)[0][1]
    assert len(escalate_overdue(workspace.ledger)) == 1
    workspace.refresh()
    assert "on the list" in shown(box, 2)[0][1]
    box.views[2].selectRow(0)
    box.ask_close_notice()
    box.window_.words.setText("已自行拆除")
    box.window_.on_ok()
    assert "complied with" in shown(box, 2)[0][1] and workspace.ledger.case(uid).flags == ""


def test_a_flagged_parcel_is_escalated_by_hand_only_with_a_reason(box, workspace, uid):
    serve(workspace.ledger, uid)
    take(workspace.ledger, uid, "correct", {"flags": "petition", "reason": "信访"})
    workspace.refresh()
    box.views[2].selectRow(0)
    box.ask_escalation()
    box.window_.on_ok()
    assert "a person decides" in refused(box.window_)
    box.window_.words.setText("专题会议决定")
    box.window_.on_ok()
    assert workspace.ledger.case(uid).flags == "petition,forced_demolition_list"


def test_a_visit_is_recorded_from_the_box(box, workspace, uid):
    box.ask_visit()
    window = box.window_
    window.on_ok()
    assert "who went" in refused(window)
    window.team.choose([who(workspace, "督导甲")])
    window.others.setText("督导乙，督导丙")
    window.finding.setPlainText("已停工")
    window.on_ok()
    assert shown(box, 3)[0][1::2] == ["督导甲, 督导乙, 督导丙", "已停工"]
    assert len(visits(workspace.ledger, uid)) == 1


def test_a_hold_is_said_and_stops_the_clocks(box, workspace, uid):
    take(workspace.ledger, uid, "suspend", {"reason": "等待批复"})
    workspace.refresh()
    assert not box.paused.isHidden()
    assert [line[2] for line in shown(box, 1)] == ["clock stopped, 12 days left", "60 days left"]


HOLD = """
import sys
from farmland_plugin.ledger.ledger import Ledger
with Ledger.open(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_nothing_can_be_changed_in_a_ledger_that_another_process_writes(box, workspace, uid):
    path = workspace.ledger.path
    workspace.close()
    assert all(shown(box, part) == [] for part in range(4))
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout.readline().strip() == b"held"
        workspace.open(path)
        box.show_case(uid)
        assert not workspace.writable and not any(button.isEnabled() for button in box.buttons.values())
        dialog = PeopleDialog(workspace)
        assert not dialog.save.isEnabled() and not dialog.new.isEnabled()
    finally:
        other.communicate(b"")


def test_opening_a_ledger_escalates_what_ran_out_and_says_so_once(workspace, uid):
    other = workspace.ledger.parcel_uids()[1]
    serve(workspace.ledger, uid)
    serve(workspace.ledger, other)
    take(workspace.ledger, other, "correct", {"flags": "petition", "reason": "信访"})
    watch = OverdueWatch(workspace)
    workspace.open(workspace.ledger.path)
    assert workspace.ledger.case(uid).flags == "forced_demolition_list"
    assert workspace.ledger.case(other).flags == "petition"
    assert any("1 parcels went on the list" in item.text() for item in workspace.bar.items())
    seq = workspace.ledger.last_seq()
    watch.on_opened()
    assert workspace.ledger.last_seq() == seq


def test_every_light_has_a_picture_of_its_own(workspace):
    assert set(LIGHTS) == set(GRAVITY)
    pictures = {bytes(light_icon(workspace.terms, light).pixmap(16, 16).toImage().bits().asstring(16 * 16 * 4))
                for light in LIGHTS}
    assert len(pictures) == len(LIGHTS)
