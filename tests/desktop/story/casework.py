"""Cases are submitted, signed, returned and held, one at a time and many at once."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from .cases import people, photograph, survey_completely
from .desk import HOME, OUT, in_scene, panel, picture_of, plugin, run_job, take_picture, wait_for, window_of


def sign(role, name=""):
    casework = panel("Casework")
    (button,) = casework.chain.sign_buttons.values()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window = window_of(casework)
    window.who.choose(people()[role])
    window.scan.set_files([photograph(f"签字_{role}.png", "#f4f1e8")])
    if name:
        picture_of(window, name)
    QTest.mouseClick(window.ok, Qt.MouseButton.LeftButton)
    QTest.qWait(80)
    assert casework.window_ is None, window.refusal.text.text() or window.lacks.text()


def test_a_case_is_submitted_signed_and_a_correction_ends_its_signatures():
    casework = panel("Casework")
    casework.raise_()
    uid = in_scene()[0][0]
    plugin().view.select([uid], uid)
    QTest.qWait(100)
    assert not casework.steps.buttons["submit_survey"].isEnabled()
    take_picture("casework_missing")
    survey_completely(uid)
    button = casework.steps.buttons["submit_survey"]
    assert button.isEnabled(), casework.steps.lines["submit_survey"].text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window = window_of(casework)
    window.who.choose(people()["surveyor"])
    picture_of(window, "step")
    QTest.mouseClick(window.ok, Qt.MouseButton.LeftButton)
    QTest.qWait(80)
    assert plugin().workspace.ledger.case(uid).status == "signing"
    sign("village_committee", "sign")
    sign("township_leader")
    plugin().view.zoom_to([uid])
    take_picture("casework")
    verification = panel("Verification")
    verification.raise_()
    verification.form.note.setPlainText("现场为彩钢房一处，另有围墙一道")
    QTest.qWait(60)
    verification.save.click()
    correction = window_of(verification)
    correction.reason.setPlainText("复核发现漏记围墙")
    picture_of(correction, "correct")
    correction.ok.click()
    QTest.qWait(80)
    casework.raise_()
    QTest.qWait(100)
    assert all("#c62828" in label.text() for label in casework.chain.labels.values())
    take_picture("casework_stale")


def test_a_returned_case_shows_what_a_signer_said_and_steps_are_undone():
    casework, ledger = panel("Casework"), plugin().workspace.ledger
    uid = in_scene()[0][0]
    sign("village_committee")
    (button,) = casework.chain.sign_buttons.values()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window = window_of(casework)
    window.who.choose(people()["township_leader"])
    QTest.mouseClick(window.back, Qt.MouseButton.LeftButton)
    window.returned.widgets["reason_code"].setCurrentIndex(2)
    window.returned.widgets["reason"].setPlainText("面积与现场不符，请复测")
    picture_of(window, "sign_return")
    QTest.mouseClick(window.ok, Qt.MouseButton.LeftButton)
    QTest.qWait(80)
    assert ledger.case(uid).status == "surveying"
    casework.hold_buttons["suspend"].click()
    window = window_of(casework)
    window.reason.setPlainText("等待上级批复")
    picture_of(window, "hold")
    window.ok.click()
    QTest.qWait(80)
    assert casework.held.isVisible()
    take_picture("casework_hold")
    duties = casework.findChild(QgsCollapsibleGroupBox, "farmlandCaseDuties")
    duties.setCollapsed(False)
    QTest.qWait(200)
    picture_of(casework._body, "casework_whole")
    duties.setCollapsed(True)
    casework.hold_buttons["release"].click()
    window_of(casework).reason.setPlainText("已批复")
    casework.window_.ok.click()


def test_a_step_for_many_parcels_names_those_it_cannot_be_done_for():
    casework = panel("Casework")
    uids = [uid for uid, _number in in_scene()[:5]]
    for uid in uids[1:3]:
        survey_completely(uid)
    plugin().view.select(uids, uids[0])
    QTest.qWait(100)
    casework.on_batch("submit_survey", casework.open_for(uids)["submit_survey"])
    window = window_of(casework)
    window.who.choose(people()["surveyor"])
    picture_of(window, "batch")
    window.ok.click()
    report = window.writer.report
    picture_of(report, "batch_report")
    report.buttons.button(report.buttons.StandardButton.Ok).click()
    QTest.qWait(100)
    assert [plugin().workspace.ledger.case(uid).status for uid in uids[1:3]] == ["signing", "signing"]
    panel("Parcels").raise_()
    panel("Parcels").on_tag()
    window = window_of(panel("Parcels"))
    picture_of(window, "tag")
    window.reject()


def test_a_form_is_printed_for_those_who_sign_on_paper():
    done = run_job("exportsignforms", {"OUTPUT": str(HOME / "签字表.pdf")})
    assert done["FORMS"] >= 1 and (HOME / "签字表.pdf").stat().st_size > 10_000
    (OUT / "sign_form.pdf").write_bytes((HOME / "签字表.pdf").read_bytes())
    panel("Casework").raise_()
    plugin().view.select([in_scene()[1][0]], in_scene()[1][0])
    QTest.qWait(100)
    panel("Casework").read_scans.click()
    window = window_of(panel("Casework"))
    scans = HOME / "扫描件"
    scans.mkdir(exist_ok=True)
    (scans / "签字表.pdf").write_bytes((HOME / "签字表.pdf").read_bytes())
    photograph("说明.png", "#ffffff").rename(scans / "说明.png")
    window.folder.setFilePath(str(scans))
    window.check.click()
    wait_for(lambda: window.record.isEnabled() or window.codes, 60, "the scans")
    picture_of(window, "scans")
    window.reject()


def test_the_survey_form_unfolds_below_the_finding():
    verification = panel("Verification")
    verification.raise_()
    uid = in_scene()[3][0]
    plugin().view.select([uid], uid)
    verification.show_survey()
    QTest.qWait(300)
    take_picture("survey")
    picture_of(verification._body, "survey_whole")
    verification.entry.box.setCollapsed(True)
