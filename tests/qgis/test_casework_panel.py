"""The case panel over a real ledger: steps, signatures, files, holds, undo, many parcels at once; by its buttons and windows."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtTest import QTest

from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.people import Person
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.models.timeline import history
from farmland_plugin.gui.panels.casework import CaseworkPanel
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from tests.qgis.few_parcels import add_parcels

ROLES = ("household", "village_committee", "township_leader", "department_lead", "surveyor", "county_admin", "county_reviewer",
         "county_leader", "acceptance_team", "witness", "village_cadre")
NAMES = {"household": "赵户主", "village_committee": "钱村主任", "township_leader": "孙镇长", "department_lead": "李局长",
         "surveyor": "周摸排", "county_admin": "吴管理", "county_reviewer": "郑审核", "county_leader": "王县长",
         "acceptance_team": "冯验收", "witness": "陈见证", "village_cadre": "褚包村"}
FACTS = {"use_class": "industry", "violation_mu": "1", "subject_kind": "enterprise", "project_owner": "示例公司"}


@pytest.fixture
def photo(tmp_path):
    def make(name, colour="#806040"):
        image = QImage(64, 48, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.setPixelColor(1, 1, QColor(abs(hash(name)) % 255, len(name) % 255, 7))
        path = tmp_path / name
        assert image.save(str(path))
        return path

    return make


@pytest.fixture
def ledger_path(tmp_path):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        add_parcels(ledger, 6)
        for role in ROLES:
            ledger.people.register(Person("", NAMES[role], roles=(role,)))
        for number in range(2):
            ledger.people.register(Person("", f"卫验收{number}", roles=("acceptance_team",)))
            ledger.people.register(Person("", f"蒋摸排{number}", roles=("surveyor",)))
            ledger.people.register(Person("", f"沈见证{number}", roles=("witness",)))
    return path


@pytest.fixture
def desk(qgis_iface, qgis_new_project, ledger_path):
    qgis_iface.mainWindow().show()
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    context = (workspace, view, Jobs(workspace, notices), notices)
    parcels = ParcelsPanel(*context)
    made = SimpleNamespace(bar=bar, workspace=workspace, view=view, parcels=parcels,
                           casework=CaseworkPanel(parcels.step, *context))
    for dock in (made.parcels, made.casework):
        dock.show()
    workspace.open(ledger_path)
    made.uids = [row.uid for row in parcels.table.rows]
    made.uid = made.uids[0]
    made.people = {one.name: one.person_id for one in workspace.ledger.people.all()}
    made.by_role = {role: made.people[NAMES[role]] for role in ROLES}
    view.select([made.uid], made.uid)
    yield made
    workspace.release()
    for dock in (made.parcels, made.casework):
        dock.close()
        dock.deleteLater()


def case(desk, uid=None):
    return desk.workspace.ledger.case(uid or desk.uid)


def said(desk):
    item = desk.bar.currentItem()
    return item.text() if item is not None else ""


def press(desk, action):
    """Press a step's button and return its window."""
    button = desk.casework.steps.buttons[action]
    assert button.isEnabled(), f"{action}: {desk.casework.steps.lines[action].text()} {button.toolTip()}"
    button.click()
    return desk.casework.window_


def finish(desk, window):
    assert window.ok.isEnabled(), getattr(window, "demands", getattr(window, "lacks", None)).text()
    window.ok.click()
    assert desk.casework.window_ is None, window.refusal.text.text()


def take(desk, action, role, files=(), **fields):
    """Take one step through its window, as somebody with a role, with values and files."""
    window = press(desk, action)
    window.who.choose(desk.by_role[role])
    for key, value in fields.items():
        fill(window.fields.widgets[key], value)
    for row, path in zip(window.rows, files):
        row.set_files([path])
    finish(desk, window)


def fill(widget, value):
    for setter in ("set_text", "setPlainText", "setText", "choose"):
        if hasattr(widget, setter):
            getattr(widget, setter)(value)
            return
    widget.setCurrentIndex(widget.findData(value))


def sign(desk, role, photo, person=None):
    """Sign the level whose turn it is through the window, with a scan."""
    (button,) = desk.casework.chain.sign_buttons.values()
    button.click()
    window = desk.casework.window_
    window.who.choose(person or desk.by_role[role])
    window.scan.set_files([photo(f"scan_{role}.png")])
    finish(desk, window)


def attach(desk, role, path, caption=""):
    desk.casework.files.attach_button.click()
    window = desk.casework.window_
    window.role.setCurrentIndex(window.role.findData(role))
    window.files.set_files([path])
    window.caption.setText(caption)
    finish(desk, window)


def surveyed(desk, photo, uid=None, finding="nonfarm_violation", facts=None):
    """Record a complete survey, with the photos it needs; the case stands in 核查中."""
    uid, ledger = uid or desk.uid, desk.workspace.ledger
    ledger.apply(uid, case(desk, uid).version, "record", {
        "finding": finding, "disposition": "demolish", "surveyed_on": "2026-07-01", "note": "彩钢房一处",
        "surveyors": f"{desk.people['蒋摸排0']},{desk.people['蒋摸排1']}", "facts": FACTS if facts is None else facts})
    for slot in ("subject", "supervision", "rectification"):
        ledger.apply(uid, case(desk, uid).version, "set_duty", {"slot": slot, "person_id": desk.by_role["household"]})
    for role in ("photo_far", "photo_near"):
        stored = ledger.media.add(photo(f"IMG_{role[-4:]}_{uid[-4:]}.png"))
        ledger.apply(uid, case(desk, uid).version, "attach", {"role": role, "files": [stored.to_dict()]}, [stored.sha256])
    complete(ledger, uid)
    desk.workspace.refresh()


def complete(ledger, uid):
    """Answer whatever the survey form still asks for, so that the test does not follow the form's every change."""
    from farmland_plugin.domain.survey import answers_of
    from farmland_plugin.ledger.cases.campaigns import campaign_for

    for _ in range(8):
        case_ = ledger.case(uid)
        form = campaign_for(ledger, case_.campaign).form
        lacks = [one.code for one in form.incomplete(answers_of(case_), {"subject", "supervision", "rectification"})]
        if not lacks:
            return
        facts, columns = {}, {}
        for code in lacks:
            field = form.by_code[code]
            value = answer(field, answers_of(case_).get(field.parent, ""))
            (columns if hasattr(case_, code) else facts)[code] = value
        ledger.apply(uid, case_.version, "record", {**columns, "facts": facts})
    raise AssertionError(lacks)


def answer(field, parent):
    if field.kind in ("code", "codes"):
        code = field.offered(parent)[0].code
        return [code] if field.kind == "codes" else code
    return {"number": "1", "integer": "1", "date": "2026-06-01", "partial_date": "2020"}.get(field.kind, "示例")


def signing(desk, photo, uid=None):
    """Bring a case to 签字中 without the panel."""
    surveyed(desk, photo, uid)
    uid = uid or desk.uid
    desk.workspace.ledger.apply(uid, case(desk, uid).version, "submit_survey", {}, by=desk.by_role["surveyor"])
    desk.workspace.refresh()


def in_place(desk, photo):
    """Record the four in place."""
    attach(desk, "photo_after", photo("after.png"))
    ledger = desk.workspace.ledger
    sha = next(row["sha256"] for row in ledger.media.rows(desk.uid) if row["role"] == "photo_after")
    for stage in ("demolished", "cleared", "replanted", "accountable"):
        ledger.apply(desk.uid, case(desk).version, "complete_stage", {
            "stage": stage, "done_on": "2026-10-01", "person_id": desk.by_role["township_leader"], "photos": [sha]})
    desk.workspace.refresh()


def package(desk, kind):
    ledger = desk.workspace.ledger
    made = {"package_id": ledger.new_uid(), "kind": kind, "recipient": "internal", "parcel_uid": desk.uid,
            "parcels": [desk.uid], "folder_name": "x", "path": "/x", "code": "c" * 64, "root_sha256": "a" * 64,
            "root_sm3": "b" * 64}
    ledger.record_package(made)
    ledger.record_verdict(made["package_id"], "proved")
    desk.workspace.refresh()


def test_a_new_case_shows_where_it_stands_and_what_assigning_asks_for(desk):
    panel = desk.casework
    assert panel.number.text() == "P0000"
    assert "待核查" in panel.state.text() or "To survey" in panel.state.text()
    assert list(panel.steps.buttons) == ["assign"]
    assert panel.steps.buttons["assign"].isEnabled() and panel.steps.lines["assign"].text()


def test_assigning_names_the_surveyors_and_the_day(desk):
    window = press(desk, "assign")
    window.who.choose(desk.by_role["county_admin"])
    fill(window.fields.widgets["due_on"], "2026-12-20")
    assert not window.ok.isEnabled()
    two = [desk.people["蒋摸排0"], desk.people["蒋摸排1"]]
    window.surveyors.choose(two)
    finish(desk, window)
    assert case(desk).status == "surveying" and set(case(desk).surveyors.split(",")) == set(two)


def test_many_parcels_are_assigned_to_the_same_people_at_once(desk):
    desk.view.select(desk.uids[:3], desk.uids[0])
    desk.casework.on_batch("assign", desk.uids[:3])
    window = desk.casework.window_
    window.who.choose(desk.by_role["county_admin"])
    fill(window.fields.widgets["due_on"], "2026-12-20")
    window.surveyors.choose([desk.people["蒋摸排0"], desk.people["蒋摸排1"]])
    window.ok.click()
    assert [case(desk, uid).status for uid in desk.uids[:3]] == ["surveying"] * 3


def test_what_is_missing_is_said_before_anybody_presses(desk, photo):
    ledger = desk.workspace.ledger
    ledger.apply(desk.uid, 1, "record", {"finding": "nonfarm_violation"})
    desk.workspace.refresh()
    line, button = desk.casework.steps.lines["submit_survey"], desk.casework.steps.buttons["submit_survey"]
    assert not button.isEnabled()
    terms = desk.workspace.terms
    assert terms.label("attachment_role", "photo_far") in line.text()
    ledger.apply(desk.uid, case(desk).version, "record", {"surveyed_on": "2026-07-01"})
    desk.workspace.refresh()
    surveyed(desk, photo)
    assert desk.casework.steps.buttons["submit_survey"].isEnabled(), desk.casework.steps.lines["submit_survey"].text()


def test_the_whole_way_to_the_end_by_buttons_and_windows(desk, photo):
    surveyed(desk, photo)
    take(desk, "submit_survey", "surveyor")
    assert case(desk).status == "signing"
    for role in ("village_committee", "township_leader", "department_lead"):
        sign(desk, role, photo)
    assert case(desk).status == "county_review"
    take(desk, "order_rectification", "county_reviewer", due_on="2026-10-31")
    in_place(desk, photo)
    take(desk, "declare_done", "township_leader")
    assert case(desk).status == "to_accept"
    attach(desk, "doc_reclamation", photo("reclaimed.png"))
    for role in ("village_committee", "township_leader", "department_lead"):
        sign(desk, role, photo)
    team = [desk.people[name] for name in ("冯验收", "卫验收0", "卫验收1")]
    take(desk, "accept", "acceptance_team", files=[photo("acceptance.png")], team=team)
    assert case(desk).status == "to_write_off"
    assert not desk.casework.steps.buttons["write_off"].isEnabled()
    attach(desk, "doc_write_off", photo("writeoff.png"))
    package(desk, "writeoff")
    take(desk, "write_off", "county_leader")
    assert case(desk).status == "written_off"
    assert not desk.casework.hold_buttons["suspend"].isVisibleTo(desk.casework)
    assert list(verify_chain(desk.workspace.ledger.events())) == []


def test_a_window_shows_what_is_fulfilled_and_waits_for_the_rest(desk, photo):
    signing(desk, photo)
    ledger = desk.workspace.ledger
    for role in ("village_committee", "township_leader", "department_lead"):
        stored = ledger.media.add(photo(f"{role}.png"))
        ledger.apply(desk.uid, case(desk).version, "sign", {
            "person_id": desk.by_role[role], "method": "paper", "attachment": stored.sha256, "signed_at": "2026-07-02",
            "files": [stored.to_dict()]}, [stored.sha256], desk.by_role[role])
    desk.workspace.refresh()
    window = press(desk, "order_rectification")
    assert window.who.value() == desk.by_role["county_reviewer"]  # the only one with the role
    assert not window.ok.isEnabled() and "✗" in window.demands.text() and "✓" in window.demands.text()
    window.fields.widgets["due_on"].set_text("2026-10-31")
    assert window.ok.isEnabled() and "✗" not in window.demands.text()
    window.who.choose(desk.by_role["surveyor"])
    assert not window.ok.isEnabled()
    window.reject()
    assert case(desk).status == "county_review" and desk.casework.window_ is None


def test_a_refusal_is_a_sentence_in_the_window_and_nothing_is_written(desk, photo, ledger_path):
    surveyed(desk, photo)
    window = press(desk, "submit_survey")
    window.who.choose(desk.by_role["surveyor"])
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(desk.uid, case(desk).version, "suspend", {"reason": "等待批文"})
    before = desk.workspace.ledger.last_seq()
    window.ok.click()
    assert window.refusal.isVisibleTo(window) and window.refusal.text.text()
    assert desk.workspace.ledger.last_seq() == before
    window.reject()


def test_a_colleague_who_was_faster_is_named_with_both_values(desk, photo, ledger_path):
    surveyed(desk, photo)
    window = press(desk, "submit_survey")
    window.who.choose(desk.by_role["surveyor"])
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(desk.uid, case(desk).version, "record", {"note": "另有围墙一道"})
    window.ok.click()
    texts = window.refusal.conflict.texts()
    assert window.refusal.conflict.isVisibleTo(window)
    assert "另有围墙一道" in texts and "彩钢房一处" in texts
    window.refusal.conflict.keep_mine.emit()
    assert case(desk).status == "signing" and case(desk).note == "另有围墙一道"


def test_a_signature_on_the_screen_is_kept_as_a_picture(desk, photo):
    signing(desk, photo)
    (button,) = desk.casework.chain.sign_buttons.values()
    button.click()
    window = desk.casework.window_
    window.who.choose(desk.by_role["village_committee"])
    window.method.setCurrentIndex(window.method.findData("screen"))
    assert not window.ok.isEnabled()
    pad = window.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    for east in range(20, 140, 10):
        move(pad, QPoint(east, 40 + east % 30))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(140, 50))
    finish(desk, window)
    (signature,) = desk.workspace.ledger.signatures(desk.uid)
    assert signature.method == "screen" and signature.attachment
    row = next(one for one in desk.workspace.ledger.media.rows(desk.uid) if one["sha256"] == signature.attachment)
    kept = QImage(str(desk.workspace.ledger.media.folder / row["rel_path"]))
    assert not kept.isNull()
    assert any(kept.pixelColor(x, y).lightness() < 100 for x in range(0, kept.width(), 3) for y in range(0, kept.height(), 3))


def move(widget, place):
    from qgis.PyQt.QtCore import QEvent, QPointF
    from qgis.PyQt.QtGui import QMouseEvent

    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
                        Qt.KeyboardModifier.NoModifier)
    widget.mouseMoveEvent(event)


def test_only_people_of_the_level_may_sign_and_nobody_twice(desk, photo):
    signing(desk, photo)
    (button,) = desk.casework.chain.sign_buttons.values()
    button.click()
    window = desk.casework.window_
    window.scan.set_files([photo("scan.png")])
    window.who.choose(desk.by_role["surveyor"])
    assert not window.ok.isEnabled() and window.lacks.text()
    window.reject()
    sign(desk, "village_committee", photo)
    desk.casework.chain.sign_buttons["survey", 2].click()
    window = desk.casework.window_
    window.scan.set_files([photo("scan.png")])
    window.who.choose(desk.by_role["village_committee"])
    assert not window.ok.isEnabled()
    window.reject()


def test_a_signer_returns_the_case_with_a_reason(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    desk.casework.chain.sign_buttons["survey", 2].click()
    window = desk.casework.window_
    window.who.choose(desk.by_role["township_leader"])
    window.back.click()
    assert not window.ok.isEnabled()
    fill(window.returned.widgets["reason_code"], "area")
    fill(window.returned.widgets["reason"], "面积与现场不符")
    finish(desk, window)
    assert case(desk).status == "surveying"
    assert "面积与现场不符" in desk.casework.history.item(0).text() + desk.casework.history.item(1).text()


def test_an_acceptance_is_returned_with_the_new_date_its_step_asks_for(desk, photo):
    signing(desk, photo)
    for role in ("village_committee", "township_leader", "department_lead"):
        sign(desk, role, photo)
    take(desk, "order_rectification", "county_reviewer", due_on="2026-10-31")
    in_place(desk, photo)
    take(desk, "declare_done", "township_leader")
    desk.casework.chain.sign_buttons["acceptance", 1].click()
    window = desk.casework.window_
    window.who.choose(desk.by_role["village_committee"])
    window.back.click()
    fill(window.returned.widgets["reason_code"], "rectification")
    fill(window.returned.widgets["reason"], "垃圾未清运")
    assert not window.ok.isEnabled()
    fill(window.returned.widgets["due_on"], "2026-12-15")
    finish(desk, window)
    assert case(desk).status == "rectifying"


def stale_colour(desk):
    from farmland_plugin.gui.widgets.chain import COLOURS

    return [label for label in desk.casework.chain.labels.values() if COLOURS["stale"] in label.text()]


def test_a_signature_is_red_after_a_correction(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    assert not stale_colour(desk)
    desk.workspace.ledger.apply(desk.uid, case(desk).version, "correct", {"confirmed_area_m2": "2001.00", "reason": "复测"})
    desk.workspace.refresh()
    (label,) = stale_colour(desk)
    assert NAMES["village_committee"] in label.text()
    assert list(desk.casework.chain.sign_buttons) == [("survey", 1)]  # level 1 signs again


def test_another_photo_ends_the_signatures_and_the_window_warns_of_it(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    desk.casework.files.attach_button.click()
    window = desk.casework.window_
    window.role.setCurrentIndex(window.role.findData("photo_uav"))
    window.files.set_files([photo("uav.png")])
    assert window.warning.isVisibleTo(window)
    window.role.setCurrentIndex(window.role.findData("doc_other"))
    assert not window.warning.isVisibleTo(window)
    window.role.setCurrentIndex(window.role.findData("photo_uav"))
    finish(desk, window)
    assert len(stale_colour(desk)) == 1


def test_a_signature_is_taken_back_by_whoever_gave_it(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    (button,) = desk.casework.chain.back_buttons.values()
    button.click()
    window = desk.casework.window_
    assert not window.ok.isEnabled()
    window.reason.setPlainText("看错图斑")
    finish(desk, window)
    (signature,) = desk.workspace.ledger.signatures(desk.uid)
    assert signature.void_seq is not None
    assert not desk.casework.chain.back_buttons


def test_earlier_rounds_are_folded_away(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    ledger = desk.workspace.ledger
    with ledger.door() as door:  # a case that was closed and reopened, without walking the whole way again
        door.execute("UPDATE case_state SET round = 2, version = version + 1 WHERE parcel_uid = ?", (desk.uid,))
    desk.casework._load(desk.uid)
    from qgis.PyQt.QtWidgets import QToolButton

    fold = desk.casework.chain.findChild(QToolButton, "farmlandRound_1")
    assert "1" in fold.text()
    fold.click()
    assert fold.isChecked()


def test_files_are_listed_by_role_and_taken_off_with_a_reason(desk, photo):
    surveyed(desk, photo)
    box = desk.casework.files
    assert box.tree.topLevelItemCount() == 2
    item = box.tree.topLevelItem(0).child(0)
    item.setSelected(True)
    assert box.off_button.isEnabled()
    box.off_button.click()
    window = desk.casework.window_
    window.reason.setPlainText("照片有误")
    finish(desk, window)
    assert box.tree.topLevelItemCount() == 1


def test_a_hold_is_shown_stops_every_step_and_its_release_opens_them_again(desk, photo):
    surveyed(desk, photo)
    desk.casework.hold_buttons["suspend"].click()
    window = desk.casework.window_
    window.reason.setPlainText("等待上级批复")
    finish(desk, window)
    panel = desk.casework
    assert panel.held.isVisibleTo(panel) and "等待上级批复" in panel.held.text()
    assert not panel.steps.buttons["submit_survey"].isEnabled()
    row = desk.parcels.table.rows[desk.parcels.table.position(desk.uid)]
    from farmland_plugin.gui.models.parcels import ON_HOLD, STATUS

    assert desk.workspace.terms.label("hold", "suspended") in desk.parcels.table.text(row, STATUS)
    desk.parcels.status.setCurrentIndex(desk.parcels.status.findData(ON_HOLD))
    assert desk.parcels.visible_uids() == [desk.uid]
    layer = desk.workspace.parcels.layer
    assert layer.getFeature(desk.workspace.parcels.feature_ids([desk.uid])[0])["hold"] == "suspended"
    panel.hold_buttons["release"].click()
    desk.casework.window_.reason.setPlainText("已批复")
    finish(desk, desk.casework.window_)
    assert not panel.held.isVisibleTo(panel) and panel.steps.buttons["submit_survey"].isEnabled()


def test_an_upheld_appeal_sends_the_case_back_to_survey(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    for action in ("appeal", "appeal_upheld"):
        desk.casework.hold_buttons[action].click()
        desk.casework.window_.reason.setPlainText("当事人申诉")
        finish(desk, desk.casework.window_)
    assert case(desk).status == "surveying" and case(desk).hold == ""
    assert desk.workspace.ledger.signatures(desk.uid)[0].void_seq is not None


def test_the_history_tells_old_and_new_values_and_a_record_is_undone(desk):
    ledger, terms = desk.workspace.ledger, desk.workspace.terms
    ledger.apply(desk.uid, 1, "record", {"finding": "legal"})
    ledger.apply(desk.uid, 2, "record", {"finding": "other", "surveyors": "周摸排"}, by=desk.by_role["surveyor"])
    desk.workspace.refresh()
    text = desk.casework.history.item(0).text()
    assert f"{terms.label('finding', 'legal')} → {terms.label('finding', 'other')}" in text
    assert "周摸排" in text and desk.by_role["surveyor"] not in text
    desk.casework.history.item(0).setSelected(True)
    assert desk.casework.undo.isEnabled()
    desk.casework.undo.click()
    desk.casework.window_.reason.setPlainText("录错图斑")
    finish(desk, desk.casework.window_)
    assert case(desk).finding == "legal"
    assert "录错图斑" in desk.casework.history.item(0).text()


def test_what_has_its_own_counterpart_is_not_undone_here(desk, photo):
    attach(desk, "photo_near", photo("near.png"))
    desk.casework.history.item(0).setSelected(True)
    assert not desk.casework.undo.isEnabled() and desk.casework.undo.toolTip()


def test_every_action_reads_as_a_sentence_without_codes(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    lines = [entry.what for entry in history(desk.workspace.ledger, desk.uid, desk.workspace.terms)]
    codes = ("village_committee", "submit_survey", "photo_far", "nonfarm_violation", "withdraw", "set_duty", "surveying")
    assert not [line for line in lines for code in codes if code in line]
    assert any(NAMES["village_committee"] in line for line in lines)


def test_a_person_who_is_missing_is_added_on_the_way(desk, photo, monkeypatch):
    surveyed(desk, photo)
    window = press(desk, "submit_survey")
    from farmland_plugin.gui.dialogs import add_person

    def typed(dialog):
        dialog.name.setText("新来的")
        dialog.role.setCurrentIndex(dialog.role.findData("surveyor"))
        dialog.on_ok()
        return 1

    monkeypatch.setattr(add_person.AddPersonDialog, "exec", typed)
    window.who.add.click()
    assert "新来的" in window.who.box.currentText()
    finish(desk, window)
    assert case(desk).status == "signing"


def test_a_ledger_open_for_reading_explains_why_nothing_can_be_done(desk, ledger_path, monkeypatch):
    desk.workspace.ledger.apply(desk.uid, 1, "record", {"finding": "legal"})
    monkeypatch.setattr("os.access", lambda path, mode: False)
    desk.workspace.open(ledger_path)
    desk.view.select([desk.uid], desk.uid)
    panel = desk.casework
    assert not desk.workspace.writable
    buttons = [*panel.steps.buttons.values(), panel.files.attach_button, panel.hold_buttons["suspend"], panel.undo]
    assert not any(button.isEnabled() for button in buttons)
    assert all(button.toolTip() for button in buttons)
    assert panel.reading.isVisibleTo(panel)


def test_a_step_for_many_parcels_lists_who_would_be_refused_before_anything_is_written(desk, photo):
    for uid in desk.uids[:3]:
        surveyed(desk, photo, uid)
    ledger = desk.workspace.ledger
    ledger.apply(desk.uids[3], 1, "record", {"finding": "legal"})
    desk.workspace.refresh()
    desk.view.select(desk.uids[:4], desk.uids[0])
    panel = desk.casework
    assert panel.several.isVisibleTo(panel) and "4" in panel.several.text()
    open_ = {action: len(uids) for action, uids in panel.open_for(desk.uids[:4]).items()}
    assert open_ == {"unassign": 4, "submit_survey": 4}
    panel.on_batch("submit_survey", desk.uids[:4])
    window = panel.window_
    window.who.choose(desk.by_role["surveyor"])
    before = ledger.last_seq()
    window.ok.click()
    report = window.writer.report
    assert ledger.last_seq() == before
    assert [number for number, _why in report.table.records] == ["P0003"] and report.table.records[0][1]
    report.buttons.button(report.buttons.StandardButton.Ok).click()
    assert [case(desk, uid).status for uid in desk.uids[:4]] == ["signing"] * 3 + ["surveying"]
    groups = {event.body.split('"group":"')[1][:26] for event in ledger.events() if event.seq > before}
    assert len(groups) == 1


def test_a_batch_that_nobody_refuses_is_written_at_once(desk):
    for uid in desk.uids[:2]:
        desk.workspace.ledger.apply(uid, 1, "record", {"finding": "legal"})
    desk.workspace.refresh()
    desk.view.select(desk.uids[:2], desk.uids[0])
    desk.casework.on_batch("unassign", desk.uids[:2])
    window = desk.casework.window_
    window.who.choose(desk.by_role["county_admin"])
    fill(window.fields.widgets["reason"], "重新派发")
    window.ok.click()
    assert [case(desk, uid).status for uid in desk.uids[:2]] == ["to_survey"] * 2
    assert desk.workspace.ledger.apply_many([Change(desk.uid, None, "record", {"finding": "legal"})])


def test_one_finding_for_many_parcels_is_one_transaction_and_is_undone_as_one(desk):
    ledger = desk.workspace.ledger
    ledger.apply(desk.uids[1], 1, "record", {"finding": "legal", "flags": "typical"})
    desk.workspace.refresh()
    desk.view.select(desk.uids[:3], desk.uids[0])
    (_zoom, tag, *_others) = desk.parcels.menu().actions()
    assert "3" in tag.text() and tag.isEnabled()
    tag.trigger()
    window = desk.parcels.window_
    assert not window.ok.isEnabled()
    window.boxes["finding"].setCurrentIndex(window.boxes["finding"].findData("nonfarm_violation"))
    window.flags.item(1).setCheckState(Qt.CheckState.Checked)
    before = ledger.last_seq()
    window.ok.click()
    assert {case(desk, uid).finding for uid in desk.uids[:3]} == {"nonfarm_violation"}
    assert case(desk, desk.uids[1]).flags == "typical,must_demolish"
    assert ledger.last_seq() == before + 3 and desk.parcels.window_ is None
    from qgis.PyQt.QtWidgets import QPushButton

    desk.bar.currentItem().findChild(QPushButton, "farmlandUndoBatch").click()
    assert [case(desk, uid).finding for uid in desk.uids[:3]] == ["", "legal", ""]
    assert case(desk, desk.uids[1]).flags == "typical"


def test_a_batch_past_the_survey_is_a_correction_and_asks_for_its_reason(desk, photo):
    signing(desk, photo)
    sign(desk, "village_committee", photo)
    desk.view.select(desk.uids[:2], desk.uids[0])
    desk.parcels.on_tag()
    window = desk.parcels.window_
    window.boxes["category"].setCurrentIndex(2)
    assert not window.ok.isEnabled()
    window.reason.setPlainText("类别有误")
    window.ok.click()
    assert case(desk).category and case(desk).status == "signing"
    desk.view.select([desk.uid], desk.uid)
    assert len(stale_colour(desk)) == 1


def test_a_step_over_many_parcels_is_undone_for_all_of_them_from_the_history_of_one(desk):
    for uid in desk.uids[:3]:
        desk.workspace.ledger.apply(uid, 1, "record", {"finding": "legal"})
    desk.workspace.refresh()
    desk.view.select(desk.uids[:3], desk.uids[0])
    desk.casework.on_batch("unassign", desk.uids[:3])
    window = desk.casework.window_
    window.who.choose(desk.by_role["county_admin"])
    fill(window.fields.widgets["reason"], "重新派发")
    window.ok.click()
    desk.view.select([desk.uids[1]], desk.uids[1])
    desk.casework.history.item(0).setSelected(True)
    desk.casework.undo.click()
    window = desk.casework.window_
    assert "3" in window.all.text()
    window.all.setChecked(True)
    window.reason.setPlainText("派错了")
    finish(desk, window)
    assert [case(desk, uid).status for uid in desk.uids[:3]] == ["surveying"] * 3


def test_scans_are_checked_first_and_recorded_after(desk, photo, farmland, tmp_path):
    from farmland_plugin.evidence.scan_pages import reads_pdf
    from farmland_plugin.gui.dialogs.scans import ScansDialog

    if not reads_pdf():
        pytest.skip("this GDAL reads no PDF")
    signing(desk, photo)
    scans = tmp_path / "scans"
    scans.mkdir()
    farmland("exportsignforms", LEDGER=desk.workspace.path, OUTPUT=scans / "form.pdf")
    (scans / "other.png").write_bytes(photo("other.png").read_bytes())
    desk.casework.read_scans.click()
    window = desk.casework.window_
    assert isinstance(window, ScansDialog) and not window.record.isEnabled()
    window.folder.setFilePath(str(scans))
    window.check.click()
    until(lambda: window.looked.isEnabled(), window)
    assert not window.record.isEnabled()  # nobody has said yet that the lines are signed
    window.looked.setChecked(True)
    assert window.record.isEnabled()
    assert list(window.codes) == ["other.png#1"] and not desk.workspace.ledger.signatures(desk.uid)
    window.record.click()
    until(lambda: desk.workspace.ledger.signatures(desk.uid), window)
    until(lambda: not desk.casework.jobs.busy, window)
    window.reject()
    assert desk.casework.chain.labels


def until(condition, window, seconds=30):
    import time

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, window.told.text()
        QTest.qWait(30)


def test_enter_never_cancels_what_was_entered(desk, photo):
    signing(desk, photo)
    (button,) = desk.casework.chain.sign_buttons.values()
    button.click()
    window = desk.casework.window_
    assert not window.ok.isEnabled()
    QTest.keyClick(window.who.box.lineEdit(), Qt.Key.Key_Return)
    assert desk.casework.window_ is window
    window.who.choose(desk.by_role["village_committee"])
    window.scan.set_files([photo("scan.png")])
    QTest.keyClick(window.signed_at, Qt.Key.Key_Return)
    assert desk.casework.window_ is None and len(desk.workspace.ledger.signatures(desk.uid)) == 1


def test_who_answers_is_entered_once_for_several_parcels(desk):
    duties, uids = desk.casework.duties, desk.uids[:3]
    desk.view.select(uids, uids[0])
    menu = desk.casework.several.menu()
    desk.casework._fill_menu()
    entry = next(one for one in menu.actions() if one.text().startswith("Who answers"))
    assert "3" in entry.text()
    entry.trigger()
    window = duties.window_
    window.slot.setCurrentIndex(window.slot.findData("supervision"))
    window.person.choose(desk.by_role["village_cadre"])
    window.on_ok()
    rows = desk.workspace.ledger.store.rows("SELECT parcel_uid FROM duty WHERE slot = 'supervision'", ())
    assert sorted(row["parcel_uid"] for row in rows) == sorted(uids)


def test_forms_are_printed_from_the_panel_without_questions(desk, photo):
    signing(desk, photo)
    desk.casework.print_form.click()
    until(lambda: "printed" in said(desk) or not desk.casework.jobs.busy, SimpleNamespace(told=desk.casework.number))
    until(lambda: "printed" in said(desk), SimpleNamespace(told=desk.casework.number))
    made = list(desk.workspace.ledger.path.parent.glob("*_sign-off forms_*.pdf"))
    assert len(made) == 1 and made[0].stat().st_size > 5_000


def test_what_is_missing_leads_to_where_it_is_entered(desk):
    from qgis.gui import QgsCollapsibleGroupBox

    asked = []
    desk.casework.to_form.connect(lambda: asked.append("form"))
    box = desk.casework.findChild(QgsCollapsibleGroupBox, "farmlandCaseDuties")
    box.setCollapsed(True)
    desk.casework._on_fill_in()
    assert asked == ["form"] and box.isCollapsed()
    desk.casework.show_duties()
    assert not box.isCollapsed()
