"""One day at the desk, told in order inside QGIS Desktop; run by ``run.sh``, not collected by a plain pytest."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QEvent, QMimeData, Qt, QUrl
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QToolBar
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin

from farmland_plugin.domain.people import Person
from farmland_plugin.domain.survey import answers_of, payload_of
from farmland_plugin.ledger.cases.campaigns import campaign_for
from farmland_plugin.ledger.cases.steps import Prospect

NAME = "farmland_plugin"
OUT, HOME, INPUT = (Path(os.environ[key]) for key in ("STORY_OUT", "STORY_HOME", "STORY_INPUT"))
LEDGER = HOME / "示例县 2026.gpkg"
TRUTH = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))
TRACEBACKS: list[str] = []
WIDTH = 540


def listen(text: str, tag: str, level: Qgis.MessageLevel) -> None:
    """Collect every traceback QGIS logs, whatever its tag is called in this language."""
    if "Traceback" in text:
        TRACEBACKS.append(text)


QgsApplication.messageLog().messageReceived.connect(listen)


@pytest.fixture(autouse=True)
def no_traceback():
    yield
    assert not TRACEBACKS, TRACEBACKS[0]


def plugin():
    return plugins[NAME]


def panel(name):
    return iface.mainWindow().findChild(QDockWidget, f"farmland{name}Panel")


def wait_for(condition, seconds=60.0, what="the desk"):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s for {what}"
        QTest.qWait(30)


def settle(milliseconds=250):
    QTest.qWait(milliseconds)
    wait_for(lambda: not iface.mapCanvas().isDrawing(), 60, "the map")
    QTest.qWait(150)


def take_picture(name):
    settle(1600)  # a flash of the map takes 1.5 s
    iface.messageBar().clearWidgets()
    QTest.qWait(120)
    assert iface.mainWindow().grab().save(str(OUT / f"{name}.png"))


def run_job(name, parameters, seconds=240.0):
    """Run a job as a panel does and return its results."""
    ended = []
    jobs = plugin().jobs
    receive = lambda title, successful, results: ended.append((successful, results))  # noqa: E731
    jobs.finished.connect(receive)
    try:
        jobs.run(name, parameters)
        wait_for(lambda: ended, seconds, name)
    finally:
        jobs.finished.disconnect(receive)
    bar = iface.messageBar().currentItem()
    assert ended[0][0], f"{name}: {bar.text() if bar is not None else 'failed'}"
    iface.messageBar().clearWidgets()
    return ended[0][1]


def current_row():
    rows = plugin().panels[0].view_.selectionModel().selectedRows(0)
    return rows[0].data() if rows else ""


def test_the_plugin_brings_five_panels_a_toolbar_and_a_menu_in_chinese():
    assert NAME in plugins
    assert all(panel(name) is not None for name in ("Parcels", "Redlines", "Verification", "Packages", "Casework"))
    assert iface.mainWindow().findChild(QToolBar, "farmlandToolBar") is not None
    assert len(plugin().actions.actions) >= 16
    tips = [action.toolTip() for action in plugin().actions.actions.values()]
    assert len(set(tips)) == len(tips)
    assert [dock.windowTitle() for dock in plugin().panels] == ["图斑", "红线", "核查认定", "成果包", "办理与签字"]
    assert not plugin().actions.actions["screen"].isEnabled()
    for other in ("Browser", "LayerOrder"):
        dock = iface.mainWindow().findChild(QDockWidget, other)
        if dock is not None:
            dock.hide()
    for dock in plugin().panels:
        dock.show()
    iface.mainWindow().resizeDocks([panel("Parcels")], [WIDTH], Qt.Orientation.Horizontal)
    panel("Parcels").raise_()
    take_picture("start")


def test_a_ledger_is_created_in_its_dialog():
    plugin().actions.actions["ledger_new"].trigger()
    wait_for(lambda: iface.mainWindow().findChild(QDialog, "farmlandCreateLedger"), 10, "the dialog")
    window = iface.mainWindow().findChild(QDialog, "farmlandCreateLedger")
    window.county.setText(TRUTH["county"]["code"])
    window.name.setText(TRUTH["county"]["name"])
    window.crs.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{TRUTH['epsg']}"))
    window.file.setFilePath(str(LEDGER.with_suffix("")))
    QTest.qWait(100)
    assert window.grab().save(str(OUT / "new_ledger.png"))
    QTest.mouseClick(window.buttons.button(window.buttons.StandardButton.Ok), Qt.MouseButton.LeftButton)
    wait_for(lambda: plugin().workspace.ledger is not None, 20, "the ledger")
    assert LEDGER.exists()
    assert plugin().actions.actions["screen"].isEnabled()


def test_a_batch_is_imported_in_the_algorithms_own_dialog():
    about = TRUTH["batches"]["wp2026q1"]
    window = plugin().jobs.dialog("importparcels")
    window.mainWidget().setParameters({
        "LEDGER": str(LEDGER), "INPUT": str(INPUT / about["file"]), "BATCH": "2026年一季度卫片",
        "CRS": f"EPSG:{about['epsg']}", "REMEDIATE_BY": "2026-10-31", "ACCEPT_BY": "2026-11-30"})
    QTest.qWait(200)
    assert window.grab().save(str(OUT / "import.png"))
    window.runAlgorithm()
    wait_for(lambda: plugin().panels[0].table.rows, 120, "the parcels")
    window.close()
    viewer = iface.mainWindow().findChild(QDockWidget, "ResultsViewer")
    if viewer is not None:
        viewer.hide()
    assert len(plugin().panels[0].table.rows) == plugin().workspace.parcels.layer.featureCount() > 50


def test_red_lines_are_registered():
    for about in TRUTH["layers"]:
        run_job("registerredline", {"INPUT": str(INPUT / about["file"]), "LAYER": about["layer"], "ROLE": about["role"],
                                    "NAME": about["layer"], "VINTAGE": "2026-01-01"})
    assert len(panel("Redlines").table.records) == len(TRUTH["layers"]) >= 3


def picture_of_page(wizard, name):
    QTest.qWait(200)
    assert wizard.grab().save(str(OUT / f"{name}.png"))


def test_the_second_batch_comes_in_through_the_wizard():
    """The inspection's parcels meet those of the satellite batch: read, reviewed on the map, decided and written."""
    register_places()
    parcels = panel("Parcels")
    parcels.raise_()
    before = len(parcels.table.rows)
    plugin().actions.actions["import"].trigger()
    wizard = plugin().importing.wizard
    assert wizard.isVisible() and not wizard.isModal()
    source = wizard.page(0)
    source.choose(str(INPUT / TRUTH["batches"]["ducha2026"]["file"]))
    wait_for(lambda: wizard.draft.readable, 60, "the look at the file")
    source.source.setCurrentIndex(source.source.findData("inspection"))
    source.source.activated.emit(source.source.currentIndex())
    source.batch.setText("2026年例行督察")
    source.batch.textEdited.emit(source.batch.text())
    source.remediate_by.set_text("2026-10-31")
    source.accept_by.set_text("2026-11-30")
    picture_of_page(wizard, "import_1_source")
    for name in ("import_2_preview", "import_3_mapping", "import_4_crs"):
        wizard.next()
        if name.endswith("crs"):
            wait_for(lambda: not wizard.page(3).map.isDrawing(), 30, "the little map")
        picture_of_page(wizard, name)
    wizard.next()
    wait_for(lambda: wizard.draft.is_checked, 120, "the checks")
    checked = wizard.draft.checked
    assert checked.read == checked.imported + checked.quarantined == TRUTH["rows"]["ducha2026.gpkg"]
    picture_of_page(wizard, "import_5_checks")
    wizard.next()
    review = wizard.page(5).review
    QTest.keyClick(review.view, Qt.Key.Key_1)
    assert wizard.draft.undecided == len(wizard.draft.review_rows()) - 1
    settle(1500)
    assert len(plugin().importing.spotlight.bands) == 2
    picture = QgsApplication.primaryScreen().grabWindow(0)
    assert picture.save(str(OUT / "import_6_overlap.png"))
    wizard.next()
    picture_of_page(wizard, "import_7_commit")
    wizard.next()
    wait_for(lambda: wizard.currentId() == 7, 120, "the import")
    picture_of_page(wizard, "import_8_done")
    wizard.page(7).show_parcels()
    assert plugin().workspace.parcels.layer.selectedFeatureCount() == checked.imported
    wizard.accept()
    assert len(parcels.table.rows) == before + checked.imported
    assert len([link for link in plugin().workspace.ledger.links() if link.decision]) == 1
    assert not plugin().importing.spotlight.bands


def register_places():
    """Register the village layer, which tells what lies in the county."""
    if not any(one.role == "village" for one in plugin().workspace.ledger.redlines()):
        run_job("registerredline", {"INPUT": str(INPUT / TRUTH["admin"]["file"]), "LAYER": "CJDCQ", "ROLE": "village",
                                    "NAME": "村级调查区", "VINTAGE": "2026-01-01"})


def test_parcels_on_the_same_ground_are_decided_later_too():
    plugin().actions.actions["same_ground"].trigger()
    window = plugin().importing.review
    window.review.go_to(0)
    settle(1500)
    assert QgsApplication.primaryScreen().grabWindow(0).save(str(OUT / "same_ground.png"))
    QTest.keyClick(window.review.view, Qt.Key.Key_1)
    QTest.qWait(400)
    assert len([link for link in plugin().workspace.ledger.links() if link.decision]) == 2
    window.reject()
    plugin().view.select([], "")


def test_every_parcel_is_screened_from_the_panels_button():
    ended = []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append((successful, results)))
    redlines = panel("Redlines")
    redlines.raise_()
    wait_for(lambda: redlines.isVisible() and not redlines.stale_reader.busy and redlines.run.stale(), 30, "what waits for it")
    redlines.screen.click()
    wait_for(lambda: ended, 300, "the screening")
    assert ended[0][0]
    assert int(ended[0][1]["SCREENED"]) == len(plugin().panels[0].table.rows)


def workers():
    """Return the processes that screen for this application, not those of a test beside it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command, state = path.read_bytes(), (path.parent / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone meanwhile
            continue
        parent = int(state.rpartition(")")[2].split()[1])
        if b"screening.worker" in command and parent == os.getpid():
            found.append(int(path.parent.name))
    return found


def test_a_worker_that_is_killed_ends_in_a_sentence_and_leaves_the_ledger_as_it_was():
    ended, said = [], []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append(successful))
    before = (LEDGER.read_bytes(), plugin().workspace.ledger.last_seq())
    panel("Redlines").screen_all()

    def killed():  # as soon as it is seen: on a quick machine it is gone a second later
        found = workers()
        for process in found:
            os.kill(process, signal.SIGKILL)
        return found

    wait_for(killed, 60, "the worker")
    wait_for(lambda: ended, 60, "the end of the screening")
    bar = iface.messageBar()
    said = [bar.items()[at].text() for at in range(len(bar.items()))]
    assert ended == [False] and any("套合" in text for text in said), said
    assert (LEDGER.read_bytes(), plugin().workspace.ledger.last_seq()) == before
    bar.clearWidgets()
    panel("Redlines").screen_all()
    wait_for(lambda: len(ended) == 2, 300, "the screening")
    assert ended[1]


def test_scenes_are_registered_and_shown_under_the_parcels():
    for scene in TRUTH["scenes"]:
        run_job("registerimagery", {"INPUT": str(INPUT / scene["file"]), "CAPTURED": scene["captured"],
                                    "ROLE": scene["role"], "SOURCE": scene.get("source", ""),
                                    "RESOLUTION": scene.get("resolution", 0.5)})
    scenes = plugin().workspace.ledger.scenes()
    assert {scene.role for scene in scenes} >= {"before", "after"}
    plugin().view.show_scene(next(scene for scene in scenes if scene.role == "after"))
    iface.setActiveLayer(plugin().workspace.parcels.layer)
    settle()


def in_scene():
    """Return the parcels whose neighbourhood a scene covers, as (uid, number)."""
    ledger = plugin().workspace.ledger
    bounds = ledger.scenes()[0].bounds
    layer = plugin().workspace.parcels.layer
    found = []
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox().buffered(30)
        if bounds[0] < box.xMinimum() and bounds[1] < box.yMinimum() and box.xMaximum() < bounds[2] \
                and box.yMaximum() < bounds[3]:
            found.append((feature["parcel_uid"], feature["source_no"]))
    return sorted(found, key=lambda one: one[1])


def test_table_and_map_select_together():
    uid, number = in_scene()[0]
    parcels = panel("Parcels")
    parcels.raise_()
    index = parcels._index_of(uid)
    parcels.view_.scrollTo(index)
    QTest.qWait(100)
    place = parcels.view_.visualRect(index).center()
    QTest.mouseClick(parcels.view_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(parcels.view_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    layer = plugin().workspace.parcels.layer
    assert [feature["source_no"] for feature in layer.selectedFeatures()] == [number]
    other, other_number = in_scene()[1]
    layer.selectByIds(plugin().workspace.parcels.feature_ids([other]))
    QTest.qWait(100)
    assert current_row() == other_number
    assert plugin().view.current == other


def test_findings_are_tagged_by_keyboard_and_saved():
    verification, parcels = panel("Verification"), panel("Parcels")
    verification.raise_()
    verification.activateWindow()
    covered = in_scene()
    for number, (uid, _number) in enumerate(covered[:9]):
        plugin().view.select([uid], uid)
        QTest.qWait(60)
        form = verification.form
        form.disposition.setFocus()
        QTest.qWait(20)
        QTest.keyClick(form.disposition, Qt.Key.Key_1 + number % 3)
        form.disposition.setCurrentIndex(1 + number % 4)
        form.note.setPlainText("现场为彩钢房一处，硬化地面，未见审批手续")
        form.surveyed_on.setDate(form.surveyed_on.date().currentDate())
        form.surveyors.setText("李明, 王芳")
        QTest.keyClick(form.disposition, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(30)
        assert plugin().workspace.ledger.case(uid).finding == form.finding.value() != ""
    assert parcels.progress.value() == len(covered[:9])
    uid = covered[3][0]
    plugin().view.select([uid], uid)
    plugin().view.zoom_to([uid])
    wait_for(lambda: not verification.scenes.before.picture.busy and not verification.scenes.after.picture.busy, 30,
             "the pictures")
    take_picture("verification")


def test_the_facts_of_a_parcel_are_told():
    redlines = panel("Redlines")
    redlines.raise_()
    QTest.qWait(100)
    first = redlines.facts.topLevelItem(0)
    assert first is not None and first.childCount()
    protected = next(one for one in redlines.table.records if one.role == "permanent_farmland")
    plugin().view.show_redline(protected)
    iface.setActiveLayer(plugin().workspace.parcels.layer)
    take_picture("redlines")
    redlines.tabs.setCurrentWidget(redlines.totals)
    wait_for(lambda: redlines.totals.tree.topLevelItemCount(), 60, "the totals")
    take_picture("redlines_totals")
    redlines.tabs.setCurrentIndex(0)


def test_layers_dropped_on_the_panel_are_registered_only_when_confirmed():
    redlines = panel("Redlines")
    before = plugin().workspace.ledger.redlines()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(INPUT / name)) for name in sorted({line["file"] for line in TRUTH["layers"]})[:3]])
    redlines.take_drop(mime)
    window = redlines.window_
    wait_for(lambda: window is not None and not window.looker.busy and window.lines, 60, "the layers dropped")
    settle(800)
    assert QgsApplication.primaryScreen().grabWindow(0).save(str(OUT / "redlines_register.png"))
    window.reject()
    assert plugin().workspace.ledger.redlines() == before


def test_the_parcels_panel_with_a_selection():
    parcels = panel("Parcels")
    parcels.raise_()
    uids = [uid for uid, _number in in_scene()[2:7]]
    plugin().view.select(uids, uids[0])
    plugin().view.zoom_to(uids)
    take_picture("parcels")


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key as a person does: whatever has the keyboard gets it."""
    QTest.keyClick(QApplication.focusWidget() or iface.mainWindow(), key, modifier)


def journal():
    """Return what the ledger's file holds now, as another program reads it: the actions in their order, backups apart."""
    with closing(sqlite3.connect(LEDGER.as_uri() + "?mode=ro", uri=True)) as connection:
        return [action for (action,) in connection.execute("SELECT action FROM event WHERE action <> 'backup' ORDER BY seq")]


def test_thirty_parcels_are_tagged_by_keyboard_alone_with_both_dates_in_sight():
    bench, verification, view = plugin().comparing.bench, panel("Verification"), plugin().view
    ledger = plugin().workspace.ledger
    covered = [uid for uid, _number in in_scene()]
    waiting = [uid for uid in covered if not ledger.case(uid).finding and not verification._closed(ledger.case(uid))]
    wanted = waiting[:30] if len(waiting) >= 30 else waiting
    panel("Parcels").set_walk(lambda uids: sorted(uids, key=lambda uid: uid not in wanted))
    bench.setFloating(False)
    bench.setUserVisible(True)
    verification.setUserVisible(True)
    view.select([wanted[0]], wanted[0])
    wait_for(lambda: bench.idle, 30, "the pictures")
    verification.activateWindow()
    verification.setFocus()
    before, tagged = len(journal()), []
    for number in range(len(wanted)):
        uid = view.current
        wait_for(lambda: bench.idle and not iface.mapCanvas().isDrawing(), 30, "the pictures")
        assert uid in wanted and all(stage.first is not None for stage in bench.stages[:2]), "both dates are in sight"
        press(Qt.Key.Key_1 + number % 3)
        press(Qt.Key.Key_Return)
        wait_for(lambda uid=uid: view.current != uid, 20, "the next parcel")
        tagged.append(uid)
    assert len(tagged) >= 30 and all(ledger.case(uid).finding for uid in tagged)
    assert journal()[before:] == ["record"] * len(tagged)
    for _ in range(3):
        press(Qt.Key.Key_Z)
        QTest.qWait(50)
    assert [bool(ledger.case(uid).finding) for uid in tagged[-4:]] == [True, False, False, False]
    assert journal()[-3:] == ["undo"] * 3
    panel("Parcels").set_walk(None)


def test_every_way_to_compare_shows_both_dates():
    bench, view = plugin().comparing.bench, plugin().view
    uid = in_scene()[3][0]
    view.select([uid], uid)
    view.zoom_to([uid])
    panel("Verification").setUserVisible(True)
    panel("Verification").setFocus()
    for key, mode in ((None, "side"), (Qt.Key.Key_S, "swipe"), (Qt.Key.Key_L, "lens"), (Qt.Key.Key_F, "flicker")):
        if key is not None:
            press(key)
        assert bench.mode == mode
        wait_for(lambda: bench.idle, 30, "the pictures")
        take_picture(f"compare_{mode}")
    bench.set_mode("side")
    bench.hide()


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


def window_of(dock):
    QTest.qWait(120)
    assert dock.window_ is not None
    return dock.window_


def picture_of(window, name):
    QTest.qWait(150)
    assert window.grab().save(str(OUT / f"{name}.png"))


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


def test_one_package_is_exported_and_found_valid():
    packages = panel("Packages")
    packages.raise_()
    uid = in_scene()[3][0]
    plugin().view.select([uid], uid)
    packages.folder.setFilePath(str(HOME / "成果包"))
    ended = []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append((successful, results)))
    packages.export.click()
    wait_for(lambda: ended, 180, "the package")
    assert ended[0][0] and int(ended[0][1]["PACKAGES"]) == 1, ended
    assert len(packages.table.records) == 1
    packages.list.selectRow(0)
    ended.clear()
    packages.verify.click()
    wait_for(lambda: ended, 120, "the verdict")
    assert ended[0][0], ended
    plugin().view.zoom_to([uid])
    QTest.qWait(300)
    take_picture("packages")


def test_a_saved_project_brings_the_ledger_back():
    project = QgsProject.instance()
    saved = str(HOME / "示例县.qgz")
    assert project.write(saved)
    iface.newProject()
    assert plugin().workspace.ledger is None
    iface.addProject(saved)
    wait_for(lambda: plugin().workspace.ledger is not None, 30, "the ledger")
    assert len(plugin().panels[0].table.rows) == plugin().workspace.parcels.layer.featureCount()


def test_closing_the_ledger_takes_its_layer_out_of_the_project():
    plugin().actions.actions["ledger_close"].trigger()
    QTest.qWait(100)
    assert plugin().workspace.ledger is None
    assert not plugin().actions.actions["ledger_close"].isEnabled()
    assert not any(layer.customProperty("farmland/ledger") for layer in QgsProject.instance().mapLayers().values())
    plugin().actions.open(LEDGER)
    assert plugin().workspace.writable


def test_unloading_leaves_nothing_and_loading_again_works():
    menu = len(iface.pluginMenu().actions())
    assert unloadPlugin(NAME)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(100)
    assert panel("Parcels") is None and panel("Packages") is None
    assert iface.mainWindow().findChild(QToolBar, "farmlandToolBar") is None
    assert len(iface.pluginMenu().actions()) == menu - 1
    assert QgsApplication.processingRegistry().providerById("farmland") is None
    assert not any(layer.customProperty("farmland/ledger") for layer in QgsProject.instance().mapLayers().values())
    assert loadPlugin(NAME) and startPlugin(NAME)
    assert panel("Parcels") is not None
    assert QgsApplication.processingRegistry().providerById("farmland") is not None
