"""The bench by keyboard alone, over the real plugin, real panels and real key events; and what the keys leave alone."""

from __future__ import annotations

import struct
from decimal import Decimal
from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsSettings
from qgis.gui import QgsMapCanvas, QgsMapToolEdit, QgsMapToolPan, QgsMessageBar
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QLabel, QMainWindow, QMenu

from farmland_plugin.domain.parcel import Batch, Overlap, Parcel, Redline, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.gui.controllers.comparing import Comparing
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.keys import Keys
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.keys.sequences import number, spoken
from farmland_plugin.gui.keys.table import MAP, PANELS, TAGS, commands
from farmland_plugin.gui.models.areas import PART, SUM
from farmland_plugin.gui.panels.casework import CaseworkPanel
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.gui.panels.verification import VerificationPanel
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger

COUNT = 40
KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def square(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


class Desktop(QObject):
    """The parts of QgisInterface the plugin uses, over a real main window with a map in it."""

    initializationCompleted = pyqtSignal()

    def __init__(self):
        super().__init__()
        self.window = QMainWindow()
        self.window.resize(1200, 800)
        self.menu = QMenu("plugins", self.window)
        self.bar = QgsMessageBar(self.window)
        self.canvas = QgsMapCanvas(self.window)
        self.window.setCentralWidget(self.canvas)
        self.registered = {}

    def mainWindow(self):
        return self.window

    def pluginMenu(self):
        return self.menu

    def messageBar(self):
        return self.bar

    def mapCanvas(self):
        return self.canvas

    def addToolBar(self, title):
        return self.window.addToolBar(title)

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def registerMainWindowAction(self, action, shortcut):
        self.registered[action.objectName()] = (action, shortcut)
        action.setShortcut(QKeySequence(shortcut))
        return True

    def unregisterMainWindowAction(self, action):
        del self.registered[action.objectName()]
        return True

    def setActiveLayer(self, layer):
        return True


@pytest.fixture
def ledger_path(tmp_path):
    """A grid of eight columns and five rows, 300 m apart, listed column by column from the south-west."""
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        batch = Batch(ledger.new_uid(), "2026年一季度", "satellite", "a.shp", "0" * 64, COUNT, COUNT, 0)
        parcels = []
        for at in range(COUNT):
            wkb = square(38545000.0 + 300 * (at // 5), 4062000.0 + 300 * (at % 5), 45.0)
            parcels.append(Parcel(
                parcel_uid=ledger.new_uid(), source_no=f"130499SJBG{at:04d}", batch_id=batch.batch_id,
                area_m2=Decimal("2000.01"), monitored_area_m2=Decimal("1998.00"), geom=wkb, geom_hash=geometry_hash(wkb),
                township="柳林镇", source_crs="EPSG:4526"))
        ledger.add_batch(batch, parcels, [])
    return path


@pytest.fixture
def desk(qgis_app, qgis_new_project, ledger_path):
    settings = QgsSettings()
    for key in ("farmland/panelsArranged", "farmland/walk"):
        settings.remove(key)
    desktop = Desktop()
    notices = Notices(desktop.bar)
    workspace = Workspace(notices)
    context = (workspace, MapView(desktop, workspace, notices), Jobs(workspace, notices), notices)
    parcels = ParcelsPanel(*context)
    verification, casework = VerificationPanel(parcels.step, *context), CaseworkPanel(parcels.step, *context)
    comparing = Comparing(desktop, parcels.walk.next, *context)
    docks = [parcels, verification, casework]
    for dock in docks:
        desktop.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    comparing.show(lambda: None, lambda: None)
    keys = Keys(desktop, [*docks, comparing.bench], *context)
    keys.load()
    desktop.window.tabifyDockWidget(casework, verification)
    desktop.window.show()
    desktop.window.activateWindow()
    workspace.open(ledger_path)
    for panel in (parcels, verification):
        panel.setUserVisible(True)
    QTest.qWait(80)
    yield SimpleNamespace(
        desktop=desktop, parcels=parcels, verification=verification, casework=casework, comparing=comparing, keys=keys,
        workspace=workspace, view=context[1], uids=[row.uid for row in parcels.table.rows])
    settings.remove("farmland/walk")
    if keys.actions:
        keys.release()
    workspace.release()
    comparing.release()
    for dock in docks:
        dock.deleteLater()
    desktop.window.close()
    desktop.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is, as the window system would."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nobody has the keyboard"
    QTest.keyClick(widget, key, modifiers)


def at_desk(desk, uid=""):
    """Put the keyboard into the verification panel at a parcel."""
    desk.view.select([uid or desk.uids[0]], uid or desk.uids[0])
    desk.verification.take_focus()
    assert QApplication.focusWidget() is desk.verification
    return desk.verification


def finding_of(desk, uid):
    return desk.workspace.ledger.case(uid).finding


def last_actions(desk, count):
    return [event.action for event in desk.workspace.ledger.events()][-count:]


def test_thirty_parcels_are_tagged_by_keyboard_alone_and_three_are_undone(desk, ledger_path):
    codes = [code for code, _label in desk.workspace.terms.choices("finding")]
    at_desk(desk)
    wanted = {}
    for turn in range(30):
        uid, digit = desk.view.current, turn % 5
        press(KEY.Key_1 + digit)
        assert desk.verification.form.finding.value() == codes[digit]
        assert finding_of(desk, uid) == ""  # a digit only proposes
        press(KEY.Key_Return)
        wanted[uid] = codes[digit]
        assert finding_of(desk, uid) == codes[digit] and desk.view.current != uid
    assert list(wanted) == desk.uids[:30] and desk.view.current == desk.uids[30]
    assert "seq" in desk.verification.saved.text()
    for turn in (29, 28, 27):
        press(KEY.Key_Z)
        uid = desk.uids[turn]
        assert desk.view.current == uid and finding_of(desk, uid) == ""
        assert desk.parcels.number(uid) in desk.verification.saved.text()
        assert desk.workspace.terms.label("finding", wanted[uid]) in desk.verification.saved.text()
        del wanted[uid]
    with Ledger.open(ledger_path, write=False) as stored:  # as another program finds it, now
        assert {case.parcel_uid: case.finding for case in stored.cases() if case.finding} == wanted
        assert [event.action for event in stored.events()][-4:] == ["record", "undo", "undo", "undo"]
    press(KEY.Key_Z, SHIFT)
    assert desk.view.current == desk.uids[27] and finding_of(desk, desk.uids[27]) == codes[2]
    press(KEY.Key_Z)
    assert finding_of(desk, desk.uids[27]) == ""
    press(KEY.Key_Z, SHIFT)
    press(KEY.Key_Z, SHIFT)
    assert finding_of(desk, desk.uids[28]) == codes[3]
    press(KEY.Key_2)
    press(KEY.Key_Return)  # something new: what was undone before is not redone any more
    seq = desk.workspace.ledger.last_seq()
    press(KEY.Key_Z, SHIFT)
    assert desk.workspace.ledger.last_seq() == seq


def test_z_first_takes_back_what_is_typed_and_shift_z_fills_it_in_again(desk):
    first, second = desk.uids[:2]
    at_desk(desk, first)
    press(KEY.Key_1)
    press(KEY.Key_Return)
    press(KEY.Key_3)
    chosen, seq = desk.verification.form.finding.value(), desk.workspace.ledger.last_seq()
    press(KEY.Key_Z)
    assert desk.verification.form.finding.value() == "" and desk.workspace.ledger.last_seq() == seq
    press(KEY.Key_Z, SHIFT)
    assert desk.verification.form.finding.value() == chosen and desk.view.current == second
    press(KEY.Key_Z)
    press(KEY.Key_Z)
    assert desk.view.current == first and finding_of(desk, first) == ""


def test_a_batch_of_findings_is_undone_and_redone_as_one_step(desk):
    from farmland_plugin.domain.parcel import Change

    some = desk.uids[3:6]
    desk.workspace.apply_many([Change(uid, 1, "record", {"finding": "legal"}) for uid in some])
    at_desk(desk)
    press(KEY.Key_Z)
    assert [finding_of(desk, uid) for uid in some] == ["", "", ""] and "3" in desk.verification.saved.text()
    press(KEY.Key_Z, SHIFT)
    assert [finding_of(desk, uid) for uid in some] == ["legal"] * 3


def test_the_undo_of_a_finding_something_rests_on_is_refused_in_words(desk):
    at_desk(desk)
    press(KEY.Key_1)
    press(KEY.Key_Return)
    uid = desk.uids[0]
    ledger = desk.workspace.writing()
    ledger.apply(uid, ledger.case(uid).version, "record", {"note": "x"})
    desk.workspace.refresh()
    seq = desk.workspace.ledger.last_seq()
    press(KEY.Key_Z)  # the note, one's own newest, goes first
    press(KEY.Key_Z)
    assert finding_of(desk, uid) == "" and desk.workspace.ledger.last_seq() == seq + 2
    press(KEY.Key_Z)
    assert desk.workspace.ledger.last_seq() == seq + 2
    assert desk.desktop.bar.currentItem() is not None  # nothing of today is left: said in the message bar


def test_enter_without_a_finding_stays_and_arrows_move_on(desk):
    at_desk(desk)
    press(KEY.Key_Return)
    assert desk.view.current == desk.uids[0] and desk.verification.saved.text()
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    press(KEY.Key_Left)
    assert desk.view.current == desk.uids[1]
    desk.workspace.apply(desk.uids[2], 1, "record", {"finding": "legal"})
    press(KEY.Key_Right, CTRL)
    assert desk.view.current == desk.uids[3]
    press(KEY.Key_Left, CTRL)
    assert desk.view.current == desk.uids[1]


def test_keys_typed_into_a_field_are_text_and_esc_gives_the_keyboard_back(desk):
    verification = at_desk(desk)
    note = verification.form.note
    note.setFocus()
    for key in (KEY.Key_2, KEY.Key_Z, KEY.Key_F, KEY.Key_Space, KEY.Key_S, KEY.Key_Q, KEY.Key_Return, KEY.Key_3):
        press(key)
    assert note.toPlainText() == "2zf sq\n3"
    assert verification.form.finding.value() == "" and desk.view.current == desk.uids[0]
    press(KEY.Key_Left)
    assert desk.view.current == desk.uids[0]
    press(KEY.Key_Escape)
    assert QApplication.focusWidget() is verification
    press(KEY.Key_2)
    assert verification.form.finding.value()


@pytest.mark.parametrize("name", ["surveyors", "surveyed_on"])
def test_a_line_and_a_date_are_text_fields_too(desk, name):
    verification = at_desk(desk)
    getattr(verification.form, name).setFocus()
    QTest.qWait(20)
    press(KEY.Key_1)
    press(KEY.Key_Return)
    assert verification.form.finding.value() == "" and desk.view.current == desk.uids[0]


def test_ctrl_enter_saves_and_stays_even_while_typing_and_alt_arrows_move(desk):
    verification = at_desk(desk)
    press(KEY.Key_1)
    verification.form.note.setFocus()
    QTest.keyClicks(verification.form.note, "seen")
    press(KEY.Key_Return, CTRL)
    case = desk.workspace.ledger.case(desk.uids[0])
    assert (case.note, desk.view.current) == ("seen", desk.uids[0]) and case.finding
    press(KEY.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.view.current == desk.uids[1]


def test_the_keys_work_from_the_table_and_from_the_map(desk):
    at_desk(desk)
    desk.parcels.view_.setFocus()
    press(KEY.Key_1)
    press(KEY.Key_Return)
    assert finding_of(desk, desk.uids[0]) and desk.view.current == desk.uids[1]
    desk.desktop.canvas.setFocus()
    before = desk.desktop.canvas.extent()
    press(KEY.Key_2)
    press(KEY.Key_Return)
    press(KEY.Key_Right)
    assert finding_of(desk, desk.uids[1]) and desk.view.current == desk.uids[3]
    press(KEY.Key_Q)
    assert desk.desktop.canvas.extent() != before


def test_on_the_map_a_drawing_tool_keeps_its_keys(desk):
    at_desk(desk)
    canvas = desk.desktop.canvas
    drawing, pan = QgsMapToolEdit(canvas), QgsMapToolPan(canvas)
    canvas.setFocus()
    canvas.setMapTool(drawing)
    press(KEY.Key_1)
    press(KEY.Key_Right)
    assert desk.verification.form.finding.value() == "" and desk.view.current == desk.uids[0]
    canvas.setMapTool(pan)
    press(KEY.Key_1)
    assert desk.verification.form.finding.value()
    canvas.unsetMapTool(pan)


def test_on_the_map_the_keys_are_qgis_own_while_nobody_checks_parcels(desk):
    at_desk(desk)
    for panel in (desk.verification, desk.comparing.bench):
        panel.setUserVisible(False)
    desk.desktop.canvas.setFocus()
    press(KEY.Key_Right)
    assert desk.view.current == desk.uids[0]


def test_a_key_taken_here_does_not_set_off_qgis_own_shortcut_and_one_typed_elsewhere_does(desk):
    snapping = QAction("snapping", desk.desktop.window)
    snapping.setShortcut(QKeySequence("S"))
    fired = []
    snapping.triggered.connect(lambda: fired.append(1))
    desk.desktop.window.addAction(snapping)
    at_desk(desk)
    press(KEY.Key_S)
    assert not fired and desk.comparing.bench.mode == "swipe"
    elsewhere = QLabel("elsewhere", desk.desktop.window)
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    elsewhere.show()
    elsewhere.setFocus()
    press(KEY.Key_S)
    assert fired and desk.comparing.bench.mode == "swipe"


def test_space_peeks_for_as_long_as_it_is_held(desk):
    desk.comparing.bench.setUserVisible(True)
    at_desk(desk)
    bench, widget = desk.comparing.bench, QApplication.focusWidget()
    QTest.keyPress(widget, KEY.Key_Space)
    assert bench.blend.peek
    QTest.keyRelease(widget, KEY.Key_Space)
    assert not bench.blend.peek
    QTest.keyPress(widget, KEY.Key_Space)
    desk.parcels.view_.setFocus()  # the keyboard goes away while it is held
    assert not bench.blend.peek


def test_space_presses_the_button_that_has_the_keyboard(desk):
    verification = at_desk(desk)
    button = verification.form.finding._group.buttons()[0]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Space)
    assert verification.form.finding.value() == verification.form.finding._codes[0]
    assert not desk.comparing.bench.blend.peek


@pytest.mark.parametrize("key,mode", [(KEY.Key_F, "flicker"), (KEY.Key_S, "swipe"), (KEY.Key_L, "lens")])
def test_the_ways_of_comparing_are_a_key_each_and_the_same_key_leads_back(desk, key, mode):
    bench = desk.comparing.bench
    bench.set_mode("side")
    at_desk(desk)
    press(key)
    assert bench.mode == mode and bench.isVisible()
    press(key)
    assert bench.mode == "side"


@pytest.mark.parametrize("how", ["closed", "behind another tab"])
def test_what_is_hidden_is_only_shown_by_enter_never_written(desk, how):
    at_desk(desk)
    press(KEY.Key_1)
    if how == "closed":
        desk.verification.setUserVisible(False)
    else:
        desk.casework.setUserVisible(True)
        QTest.qWait(50)
    desk.parcels.view_.setFocus()
    press(KEY.Key_Return)
    assert desk.verification.isUserVisible() and finding_of(desk, desk.uids[0]) == ""
    desk.parcels.view_.setFocus()
    press(KEY.Key_Return)
    assert finding_of(desk, desk.uids[0])


def test_panels_behind_another_tab_wait_until_they_come_forward(desk):
    """Qt calls a dock behind another tab visible; filling it would only make the next parcel wait."""
    at_desk(desk, desk.uids[0])
    press(KEY.Key_Right)
    assert desk.casework._uid != desk.uids[1]
    desk.casework.setUserVisible(True)
    QTest.qWait(50)
    assert desk.casework._uid == desk.uids[1]
    desk.view.select([desk.uids[5]], desk.uids[5])
    assert desk.verification.number.text() == desk.parcels.number(desk.uids[1])
    desk.verification.setUserVisible(True)
    QTest.qWait(50)
    assert desk.verification.number.text() == desk.parcels.number(desk.uids[5])


def test_a_key_changed_in_qgis_is_the_key_and_stands_so_on_buttons_and_sheet(desk):
    desk.keys.actions["tag1"].setShortcut(QKeySequence("A"))
    desk.keys.actions["next"].setShortcut(QKeySequence("Ctrl+Shift+N"))
    at_desk(desk)
    press(KEY.Key_1)
    assert desk.verification.form.finding.value() == ""
    press(KEY.Key_A)
    assert desk.verification.form.finding.value()
    press(KEY.Key_N, CTRL | SHIFT)
    assert desk.view.current == desk.uids[1]
    assert desk.verification.form.finding._group.buttons()[0].text().startswith("A ")
    assert "Ctrl+Shift+N" in desk.verification.next.toolTip()
    press(KEY.Key_Question, SHIFT)
    sheet = desk.keys.sheet
    assert sheet.isVisible() and sheet.rows["tag1"] == ("A", desk.workspace.terms.choices("finding")[0][1])
    assert sheet.rows["next"][0] == "Ctrl+Shift+N"
    desk.keys.actions["next"].setShortcut(QKeySequence("N"))
    assert sheet.rows["next"][0] == "N"
    desk.verification.take_focus()
    press(KEY.Key_Question, SHIFT)
    assert not sheet.isVisible()


def test_every_command_is_registered_once_with_its_own_name_and_key_and_on_no_widget(desk):
    ours = {name: pair for name, pair in desk.desktop.registered.items() if name.startswith("farmland_key_")}
    assert set(ours) == {f"farmland_key_{one.id}" for one in commands()}
    every = [action for action, _keys in desk.desktop.registered.values()]
    assert len({action.text() for action in every}) == len(every)  # QGIS keeps the keys by these words
    keys = [number(QKeySequence(one.default)) for one in commands()]
    assert 0 not in keys and len(set(keys)) == len(keys)
    fixed = [number(QKeySequence(text)) for one in commands() for text in one.also]
    assert 0 not in fixed and not set(fixed) & set(keys)
    assert not any(set(action.associatedWidgets()) - {None} for action, _keys in ours.values())


def test_every_command_can_be_done_and_is_valid_somewhere(desk):
    done = set(desk.keys._doing) | {"peek"}
    for one in commands():
        assert one.id in done and one.where and one.where <= PANELS | {MAP} and one.about and one.title
    assert sum(one.id.startswith("tag") for one in commands()) == TAGS


def test_the_sheet_shows_every_command_but_findings_the_ledger_does_not_have(desk):
    desk.keys._help()
    findings = len(desk.workspace.terms.choices("finding"))
    wanted = {one.id for one in commands() if not (one.id.startswith("tag") and int(one.id[3:]) > findings)}
    assert set(desk.keys.sheet.rows) == wanted
    assert desk.keys.sheet.rows["next"][0] == "→"


def test_keys_of_the_number_pad_count_and_a_held_enter_confirms_once(desk):
    at_desk(desk)
    press(KEY.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert desk.verification.form.finding.value()
    press(KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert finding_of(desk, desk.uids[0])
    assert spoken(QKeySequence("Ctrl+Right")) == "Ctrl+→"


def test_the_order_of_walking_is_chosen_beside_the_table_and_remembered(desk):
    at_desk(desk)
    walk = desk.keys.walk
    assert desk.parcels.isAncestorOf(walk)
    walk.setCurrentIndex(walk.findData("serpentine"))
    north_west = desk.uids[4]
    desk.view.select([north_west], north_west)
    walked = [north_west]
    while True:
        press(KEY.Key_Right)
        if desk.view.current == walked[-1]:
            break
        walked.append(desk.view.current)
    assert len(walked) == COUNT
    assert walked[1] == desk.uids[9] and walked[8] == desk.uids[38]  # eastward, then the next row back again
    walk.setCurrentIndex(walk.findData("nearest"))
    desk.view.select([desk.uids[0]], desk.uids[0])
    press(KEY.Key_Right)
    assert desk.view.current in (desk.uids[1], desk.uids[5])
    assert QgsSettings().value("farmland/walk") == "nearest"


def test_once_released_the_keys_are_as_before(desk):
    at_desk(desk)
    desk.keys._help()
    desk.keys.release()
    assert not desk.desktop.registered
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    names = [one.objectName() for one in desk.desktop.window.findChildren(QObject)]
    assert not [name for name in names if name.startswith("farmland_key_") or name in ("farmlandKeys", "farmlandWalk")]
    press(KEY.Key_1)
    press(KEY.Key_Right)
    assert desk.verification.form.finding.value() == "" and desk.view.current == desk.uids[0]


def screened(desk, uid):
    ledger = desk.workspace.writing()
    for redline_id, role in (("R1", "landuse"), ("R2", "permanent_farmland"), ("R3", "ecological")):
        ledger.add_redline(Redline(redline_id, role, f"图层{redline_id}", "2024-12-31", "/data/x.shp", "a" * 64, 5, 1,
                                   "x.gpkg", "EPSG:4526"))
    overlaps = [Overlap(uid, "R1", "landuse", "0103", Decimal("1500.00"), Decimal("1433.33")),
                Overlap(uid, "R1", "landuse", "1006", Decimal("400.01"), Decimal("400.01")),
                Overlap(uid, "R2", "permanent_farmland", "", Decimal("1000.00"), Decimal("1000.00"))]
    screenings = [Screening(uid, "R1", "landuse", Decimal("1900.01"), Decimal("100.00"), Decimal("25.00")),
                  Screening(uid, "R2", "permanent_farmland", Decimal("1000.00"), Decimal("1000.01")),
                  Screening(uid, "R3", "ecological", Decimal("0.00"), Decimal("2000.01"))]
    ledger.record_screening(overlaps, screenings, [uid], ["R1", "R2", "R3"], {})
    desk.workspace.refresh()


def test_the_bars_of_the_card_stand_end_to_end_and_add_up_in_both_units(desk):
    uid = desk.uids[0]
    screened(desk, uid)
    at_desk(desk, uid)
    card = desk.verification.card
    lines = card.bars.lines
    parts, total = [one for one in lines if one.kind == PART], next(one for one in lines if one.kind == SUM)
    assert [one.m2 for one in lines[:2]] == [Decimal("1998.00"), Decimal("2000.01")]
    assert len(parts) >= 3 and sum(one.m2 for one in parts) == total.m2 == Decimal("2000.01")
    assert sum(one.mu for one in parts) == total.mu == lines[1].mu
    assert [one.start for one in parts] == [Decimal(0), *[one.end for one in parts[:-1]]] and parts[-1].end == total.m2
    assert lines[-1].m2 == Decimal("1000.00") and lines[-1].kind not in (PART, SUM)
    assert desk.workspace.terms.label("redline_role", "ecological") in card.outside.text()
    assert "1,000.00" in card.bars.accessibleDescription()


def test_a_parcel_never_screened_says_so_beside_its_two_areas(desk):
    at_desk(desk)
    bars = desk.verification.card.bars
    assert len(bars.lines) == 2 and "screened" in bars.accessibleDescription()


def test_photos_of_the_round_are_a_strip_and_the_next_step_says_what_it_lacks(desk, tmp_path):
    from qgis.PyQt.QtGui import QImage

    uid = desk.uids[0]
    picture = tmp_path / "现场.jpg"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(picture))
    ledger = desk.workspace.writing()
    stored = ledger.media.add(picture)
    ledger.apply(uid, ledger.case(uid).version, "attach", {"role": "photo_near", "files": [stored.to_dict()]}, [stored.sha256])
    desk.workspace.refresh()
    verification = at_desk(desk, uid)
    photos = verification.evidence.photos
    for _ in range(100):
        if not photos.busy:
            break
        QTest.qWait(10)
    assert photos.count() == 1 and not photos.item(0).icon().isNull() and "现场.jpg" in photos.item(0).toolTip()
    press(KEY.Key_1)
    press(KEY.Key_Return)
    desk.view.select([uid], uid)
    assert verification.evidence.step.text()
    press(KEY.Key_Right)
    assert photos.count() == 0 and verification.evidence.none.isVisibleTo(verification)


def test_the_panel_fits_into_420_pixels(desk):
    uid = desk.uids[0]
    screened(desk, uid)
    verification = at_desk(desk, uid)
    verification.setFloating(True)
    verification.resize(420, 800)
    QTest.qWait(30)
    assert verification.widget().minimumSizeHint().width() <= 420
    body = verification._body
    assert body.minimumSizeHint().width() <= body.parentWidget().width()
