"""Photos as the technician meets them: marked in the strip, large in a window, answered for, on the map, taken in by hand."""

from __future__ import annotations

import zipfile
from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsSettings
from qgis.gui import QgsMapToolPan, QgsMessageBar
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.evidence.photos.checking import check_photos
from farmland_plugin.evidence.photos.matching import Parcels
from farmland_plugin.evidence.photos.taking_in import TakingIn
from farmland_plugin.gui.controllers.drawing import _PolygonTool
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.photos import PhotoIntake
from farmland_plugin.gui.controllers.stations import Stations
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.photos.arrows import StationArrows, looked_at
from farmland_plugin.gui.photos.facts import bearing
from farmland_plugin.gui.photos.flag_card import FlagCard
from farmland_plugin.gui.photos.marks import first_of, marks_of
from farmland_plugin.gui.photos.taken import FILE, NUMBER, Source
from farmland_plugin.gui.widgets.evidence import STATIONS, EvidenceBox
from farmland_plugin.ledger.cases.steps import Prospect
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.photos import Station

from ..photos.files import jpeg, photo, scene
from .casework_county import County
from .test_attachphotos import shot
from .test_casework import ZONE38
from .two_copies import batch_of, whole

LEFT = Qt.MouseButton.LeftButton


class FakeJobs:
    """Runs nothing, and says what was asked for."""

    def __init__(self):
        self.asked = []

    def run(self, name, parameters, done=None, failed=None):
        self.asked.append((name, parameters, done))


def take_in(ledger, folder):
    parcels = Parcels(ledger, ledger.photo_rules())
    taking = TakingIn(ledger, parcels, "auto", 150.0)
    taken = taking.plan(folder, NoFeedback())
    taking.attach(folder, NoFeedback())
    check_photos(ledger, parcels, taken.looked, NoFeedback())
    return taken


@pytest.fixture
def desk(qgis_iface, qgis_new_project, tmp_path):
    """Return a desk: the first parcel has a photo before and after from one spot, the second one a turned copy of the first."""
    QgsSettings().remove(STATIONS)
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130423", name="临漳县台账", crs=ZONE38) as ledger:
        county = County(ledger)
        uids = batch_of(ledger, 3)
        numbers = [ledger.parcel(uid).source_no for uid in uids]
        folder = tmp_path / "in"
        photo(folder / f"{numbers[0]}_近景照.jpg", 1, shot(ledger, 0, taken="2026:10:20 10:00:00", gps="2026:10:20 02:00:00"))
        photo(folder / f"{numbers[0]}_整改后.jpg", 2, shot(ledger, 0))
        take_in(ledger, folder)
        later = tmp_path / "later"
        photo(later / f"{numbers[1]}_近景照.jpg", 0, shot(ledger, 1), picture=scene(1)[::-1].copy())
        photo(later / f"{numbers[1]}_远景照.jpg", 7)
        take_in(ledger, later)
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4546"))
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    box, jobs = EvidenceBox(), FakeJobs()
    stations = Stations(qgis_iface, box, workspace, view, jobs, notices)
    intake = PhotoIntake(qgis_iface, stations.show, workspace, view, jobs, notices)
    workspace.open(path)
    made = SimpleNamespace(workspace=workspace, view=view, box=box, stations=stations, uids=uids, county=county, jobs=jobs,
                           canvas=canvas, bar=bar, folder=tmp_path, intake=intake, numbers=numbers)
    yield made
    intake.release()
    stations.release()
    workspace.release()
    box.deleteLater()


def show_case(desk, uid):
    ledger = desk.workspace.ledger
    prospect = Prospect(ledger, uid)
    desk.box.show_case(ledger, prospect, prospect.steps(), desk.workspace.terms, ledger.photo_flags(uid))
    return desk.box.photos


def sha_of(desk, uid, word):
    return next(row["sha256"] for row in desk.workspace.ledger.media.rows(uid) if word in row["orig_name"])


def come_to(desk, uid):
    desk.view.set_current(uid)
    desk.stations.draw()


def opened(desk, uid, word):
    desk.stations.show(uid, sha_of(desk, uid, word))
    return desk.stations.window


def cards(window):
    return [window.cards.itemAt(at).widget() for at in range(window.cards.count())]


def answer(desk, window, code, words="原件已核对"):
    card = next(one for one in cards(window) if "evidence elsewhere" in one.text.text())
    card.answer.click()
    asked = window.answering
    assert not asked.ok.isEnabled() and not asked.verdict(), "nothing is chosen beforehand"
    asked.verdicts[code].setChecked(True)
    assert not asked.ok.isEnabled()
    asked.words.setPlainText(words)
    asked.who.choose(desk.county["surveyor"])
    assert asked.ok.isEnabled()
    asked.ok.click()


# -- the strip ------------------------------------------------------------------------------------------------


def test_flagged_photos_are_marked_with_count_colour_and_the_first_sentence(desk):
    strip = show_case(desk, desk.uids[1])
    marked = {strip.item(at).text(): strip.item(at) for at in range(strip.count())}
    copy = next(item for text, item in marked.items() if "Close photo" in text)
    assert copy.text() == "⚑1 Close photo" and copy.foreground().color().name() == "#c62828"
    assert f"a photo of {desk.numbers[0]} (round 1)" in copy.toolTip() and "近景照.jpg" in copy.toolTip()
    bare = next(item for text, item in marked.items() if "Distant photo" in text)
    assert bare.text().startswith("⚑1 ") and "ask for the original" in bare.toolTip()
    assert desk.box.none.text() == "Photos with flags to answer: 2"


def test_photos_without_flags_bear_no_mark_and_no_dictionary_is_asked(desk):
    strip = show_case(desk, desk.uids[2])
    assert strip.count() == 0 and "No photos" in desk.box.none.text()
    assert marks_of(None, None, []) == {}


def test_the_photo_another_parcels_copy_points_at_says_so(desk):
    strip = show_case(desk, desk.uids[0])
    near = next(strip.item(at) for at in range(strip.count()) if "Close" in strip.item(at).text())
    assert near.text().startswith("⚑1") and f"A photo of {desk.numbers[1]} is flagged because of this one" in near.toolTip()


def test_a_double_click_asks_for_a_photo_large_and_opens_other_files_outside(desk):
    strip = show_case(desk, desk.uids[0])
    wanted, outside = [], []
    strip.wanted.connect(wanted.append)
    strip.opened.connect(outside.append)
    strip.itemDoubleClicked.emit(strip.item(0))
    strip._open({"mime": "application/pdf"})
    assert len(wanted) == 1 and outside == [{"mime": "application/pdf"}]


def test_the_photo_to_look_at_first_is_the_loudest_that_waits(desk):
    ledger, uid = desk.workspace.ledger, desk.uids[1]
    far, near = sha_of(desk, uid, "远景"), sha_of(desk, uid, "近景")
    marks = marks_of(ledger, desk.workspace.terms, ledger.photo_flags(uid))
    assert first_of([far, near], marks) == near and first_of([far], {}) == far and first_of([], {}) is None


# -- the window -----------------------------------------------------------------------------------------------


def test_the_window_tells_what_is_known_of_the_photo(desk):
    window = opened(desk, desk.uids[0], "整改后")
    text = window.facts.text()
    assert all(word in text for word in ("2026-11-12 10:00:00", "agrees with satellite time", "HUAWEI P40", "10 m", "0°, to the "
                                         "north", "640 × 480", "Photo after rectification")), text
    assert not window.check.isVisible() and not window.shown.picture.image.isNull()


def test_before_and_after_of_one_spot_stand_side_by_side(desk):
    window = opened(desk, desk.uids[0], "整改后")
    assert window.beside.currentText().startswith("Same spot: Close photo · 2026-10-20")
    assert window.other.isVisible() and not window.other.picture.image.isNull()
    window.beside.setCurrentIndex(window.beside.count() - 1)
    assert not window.other.isVisible()


def test_a_re_used_picture_stands_beside_the_other_parcels_and_leads_there(desk):
    come_to(desk, desk.uids[1])
    window = opened(desk, desk.uids[1], "近景")
    assert window.beside.currentText() == f"Flagged: photo of {desk.numbers[0]}" and not window.other.picture.image.isNull()
    (card,) = [one for one in cards(window) if "evidence elsewhere" in one.text.text()]
    assert "of 64 bits differ" in card.text.text() and "Nobody has answered" in card.answers.text()
    card.go.click()
    assert desk.view.current == desk.uids[0] and desk.stations.window is window and window.isVisible()
    assert window.uid == desk.uids[0] and "近景" in window.row["orig_name"]
    (back,) = cards(window)
    assert back.answer.isHidden() and not back.go.isHidden(), "the flag is answered where it was raised"


def test_a_flag_is_answered_by_a_person_in_words_and_the_answer_is_shown(desk):
    uid = desk.uids[1]
    come_to(desk, uid)
    window = opened(desk, uid, "近景")
    answer(desk, window, "explained", "同一建筑跨两个图斑")
    ledger = desk.workspace.ledger
    (seen,) = [one for one in ledger.photo_flags(uid) if one.flag.code == "same_picture"]
    assert (seen.verdict, seen.answers[0].words, seen.answers[0].person_id) == (
        "explained", "同一建筑跨两个图斑", desk.county["surveyor"]) and whole(ledger)
    card = next(one for one in cards(window) if "evidence elsewhere" in one.text.text())
    assert "Explained. 同一建筑跨两个图斑" in card.answers.text() and card.answer.text() == "Answer again…"
    strip = show_case(desk, uid)
    assert any(strip.item(at).text() == "✓ Close photo" for at in range(strip.count()))
    answer(desk, window, "fake", "查实为借用")
    strip = show_case(desk, uid)
    assert any(strip.item(at).text() == "✗ Close photo" for at in range(strip.count()))
    (seen,) = [one for one in desk.workspace.ledger.photo_flags(uid) if one.flag.code == "same_picture"]
    assert len(seen.answers) == 2


def test_arrow_keys_turn_the_pages_and_another_parcel_closes_the_window(desk):
    come_to(desk, desk.uids[0])
    window = opened(desk, desk.uids[0], "近景")
    first = window.at
    QTest.keyClick(window, Qt.Key.Key_Right if first == 0 else Qt.Key.Key_Left)
    assert window.at != first and window.count.text() == f"{window.at + 1} / 2"
    desk.view.set_current(desk.uids[2])
    assert desk.stations.window is None


def test_a_photo_not_checked_says_so_and_has_it_checked(desk, tmp_path):
    ledger, uid = desk.workspace.writing(), desk.uids[2]
    stored = ledger.media.add(photo(tmp_path / "new.jpg", 9))
    ledger.apply(uid, ledger.case(uid).version, "attach", {"role": "photo_near", "files": [stored.to_dict()]}, [stored.sha256])
    desk.workspace.refresh()
    window = opened(desk, uid, "new")
    assert "not yet" in window.facts.text()
    window.check.click()
    assert desk.jobs.asked[0][:2] == ("attachphotos", {})


def test_a_parcel_without_photos_opens_no_window(desk):
    come_to(desk, desk.uids[2])
    desk.box.photos.first_wanted.emit()
    assert desk.stations.window is None
    come_to(desk, desk.uids[1])
    desk.box.photos.first_wanted.emit()
    assert "近景" in desk.stations.window.row["orig_name"]


# -- the map --------------------------------------------------------------------------------------------------


def items(desk):
    return [one for one in desk.canvas.scene().items() if isinstance(one, StationArrows)]


def on_canvas(desk, arrow):
    desk.canvas.setCenter(QgsPointXY(arrow.at.x() + 5, arrow.at.y() + 5))
    desk.canvas.zoomScale(2000)
    place = desk.stations.item.toCanvasCoordinates(arrow.at)
    return QPoint(round(place.x()), round(place.y()))


def test_stations_are_drawn_for_the_current_parcel_only_and_go_with_it(desk):
    come_to(desk, desk.uids[0])
    (item,) = items(desk)
    assert {(one.after, one.flagged) for one in item.arrows} == {(True, False), (False, True)}
    come_to(desk, desk.uids[2])
    assert items(desk) == [] and desk.stations.item is None
    come_to(desk, desk.uids[0])
    desk.workspace.close()
    assert items(desk) == []


def test_the_switch_takes_them_off_and_is_remembered(desk):
    come_to(desk, desk.uids[0])
    desk.box.stations.setChecked(False)
    assert items(desk) == []
    other = EvidenceBox()
    assert not other.stations.isChecked()
    other.deleteLater()
    desk.box.stations.setChecked(True)
    assert len(items(desk)) == 1


def test_an_arrow_points_the_way_the_camera_looked_from_north_however_the_map_is_turned(desk):
    come_to(desk, desk.uids[0])
    arrow = desk.stations.item.arrows[0]
    on_canvas(desk, arrow)
    for rotation in (0.0, 90.0):
        desk.canvas.setRotation(rotation)
        at, ahead = (desk.stations.item.toCanvasCoordinates(one) for one in (arrow.at, arrow.toward))
        step = (ahead.x() - at.x(), ahead.y() - at.y())
        assert (step[1] < 0 and abs(step[0]) < 0.1 * -step[1]) if not rotation else abs(step[0]) > 10 * abs(step[1])
    desk.canvas.setRotation(0.0)


def test_without_a_bearing_there_is_no_arrow(desk):
    one = Station("a", "photo_near", 1, 38545000.0, 4062000.0, None, "", "")
    assert looked_at([one], desk.workspace.ledger.crs_wkt) == [None] and looked_at([], "") == []


@pytest.mark.parametrize(("azimuth", "word"), [(0, "north"), (44, "northeast"), (359, "north"), (181, "south"), (270, "west")])
def test_bearings_have_names(azimuth, word):
    assert bearing(azimuth) == f"{azimuth}°, to the {word}"


def test_a_click_on_a_station_opens_its_photo_and_a_tool_that_draws_keeps_its_clicks(desk):
    come_to(desk, desk.uids[0])
    after = next(one for one in desk.stations.item.arrows if one.after)
    place = on_canvas(desk, after)
    pan, pen = QgsMapToolPan(desk.canvas), _PolygonTool(desk.canvas)
    desk.canvas.setMapTool(pen)
    QTest.mouseClick(desk.canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert desk.stations.window is None
    desk.canvas.setMapTool(pan)
    pen.release()
    QTest.mouseClick(desk.canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place + QPoint(150, 0))
    assert desk.stations.window is None
    place = on_canvas(desk, after)
    QTest.mouseClick(desk.canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert desk.stations.window is not None and desk.stations.window.isVisible()
    desk.canvas.unsetMapTool(pan)


def test_releasing_leaves_nothing_on_the_map_and_follows_nobody(desk):
    come_to(desk, desk.uids[0])
    item = desk.stations.item
    desk.stations.release()
    assert items(desk) == [] and (sip.isdeleted(item) or item.scene() is None)
    desk.view.set_current(desk.uids[1])
    desk.stations._links = ()  # the fixture releases once more
    assert desk.stations.item is None


# -- taking in ------------------------------------------------------------------------------------------------


def lists_of(desk, source, farmland):
    """Take photos in as the job does and show its lists."""
    desk.intake.take_in({"INPUT": str(source)})
    name, parameters, done = desk.jobs.asked[-1]
    assert name == "attachphotos" and parameters["LISTS"]
    results = farmland("attachphotos", LEDGER=desk.workspace.path, **parameters)
    desk.workspace.refresh()
    done(results)
    return desk.intake.window


@pytest.fixture
def handed(desk):
    folder = desk.folder / "handed"
    photo(folder / f"{desk.numbers[2]}_近景照.jpg", 11)
    photo(folder / "无编号" / "没有位置.jpg", 12)
    (folder / "坏.jpg").write_bytes(b"not a picture")
    return folder


@pytest.mark.parametrize("zipped", [False, True])
def test_a_photo_of_no_parcel_is_given_to_one_by_hand_and_leaves_the_list(desk, handed, zipped, farmland, tmp_path):
    source = handed
    if zipped:
        source = tmp_path / "handed.zip"
        with zipfile.ZipFile(source, "w") as packed:
            for path in sorted(handed.rglob("*.jpg")):
                packed.write(path, path.relative_to(handed).as_posix())
    window = lists_of(desk, source, farmland)
    assert [window.tabs.tabText(at) for at in range(3)] == ["Of no parcel: 1", "Flags: 1", "Refused: 1"]
    assert "3 files read: 1 photos attached" in window.told.text()
    assert window.unmatched.item(0, FILE).text() == "无编号/没有位置.jpg" and not window.give.isEnabled()
    window.unmatched.selectRow(0)
    assert not window.preview.picture.image.isNull()
    window.unmatched.item(0, NUMBER).setText("没有这个编号")
    window.give.click()
    assert "No parcel has the number" in window.refusal.text.text() and window.unmatched.rowCount() == 1
    desk.view.set_current(desk.uids[2])
    window.take.click()
    assert window.unmatched.item(0, NUMBER).text() == desk.numbers[2]
    window.give.click()
    assert window.unmatched.rowCount() == 0 and window.refusal.isHidden()
    assert len(desk.workspace.ledger.media.rows(desk.uids[2])) == 2 and whole(desk.workspace.ledger)
    assert desk.jobs.asked[-1][:2] == ("attachphotos", {}), "what was given is checked"
    window.suspect.itemDoubleClicked.emit(window.suspect.item(0, 0))
    assert desk.stations.window.uid == desk.uids[2]


def test_the_window_that_asks_begins_only_with_something_to_take_in(desk, handed):
    desk.intake.ask()
    window = desk.intake.asking
    assert not window.ok.isEnabled()
    window.source.setText(str(handed))
    assert window.ok.isEnabled()
    window.ok.click()
    name, parameters, _done = desk.jobs.asked[-1]
    assert name == "attachphotos" and {key: parameters[key] for key in ("INPUT", "MATCH", "MAX_DISTANCE", "ROLE")} == {
        "INPUT": str(handed), "MATCH": "auto", "MAX_DISTANCE": 150.0, "ROLE": ""}
    assert desk.intake.asking is None


def test_a_file_that_left_the_zip_is_said_in_one_sentence(tmp_path):
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a/b.jpg", jpeg(scene(1)))
    source = Source(packed)
    assert source.file("a/b.jpg").read_bytes() == source.file("a/b.jpg").read_bytes() == jpeg(scene(1))
    with pytest.raises(BadInput):
        source.file("a/c.jpg")
    source.close()


def test_a_card_offers_only_what_can_be_done(qgis_app):
    card = FlagCard("同一照片", "<b>", "alarm", [], False, False)
    assert card.go.isHidden() and card.answer.isHidden() and "&lt;b&gt;" in card.text.text()
    assert len(card.findChildren(QPushButton)) == 2
    card.deleteLater()
