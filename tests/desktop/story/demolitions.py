"""Two demolitions are verified: one applies for acceptance, one is refused because its main building still stands (拆次留主)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from qgis.core import QgsCoordinateTransform, QgsGeometry, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QScrollArea
from qgis.utils import iface

from farmland_plugin.compat import geometry_of
from farmland_plugin.domain.acceptance import STAGES, judge
from farmland_plugin.domain.people import Person
from farmland_plugin.gui.terms import square_metres
from farmland_plugin.ledger.advice import advice_of
from farmland_plugin.ledger.completion import clipped, completion_of, residuals
from farmland_plugin.ledger.crs import ledger_crs
from tests.qgis.casework_county import sign_chain, take
from tests.unit.test_acceptance import exif

from .cases import people, photograph, survey_completely
from .desk import (
    click,
    drop,
    in_scene,
    journal,
    panel,
    picture_of,
    plugin,
    settle,
    take_picture,
    wait_for,
    write,
)

DEMOLISHED, TAKEN = "2026-11-10", "2026:11:12 09:30:00"
LEADER = "孙立明"  # of the township


@pytest.fixture(scope="module")
def cases():
    """Return two parcels a scene covers, surveyed, signed for and ordered to be demolished: the larger ones."""
    ledger, by = plugin().workspace.ledger, people()
    second = ledger.people.register(Person("", "王芳", roles=("surveyor",))).person_id
    scan = photograph("签字_村组乡县.png", "#f4f1e8")
    waiting = [uid for uid, _number in in_scene() if ledger.case(uid).status in ("to_survey", "surveying")]
    waiting = [facts.parcel_uid for facts, advice in advice_of(ledger, waiting) if advice.outcome == "non_agricultural"]
    chosen = sorted(waiting, key=lambda uid: ledger.parcel(uid).area_m2)[-2:]
    for uid in chosen:
        take(ledger, uid, "record", {"finding": "nonfarm_violation", "disposition": "demolish", "surveyed_on": "2026-10-20",
                                     "surveyors": f"{by['surveyor']},{second}", "note": "现场为彩钢厂房一处"})
        survey_completely(uid)
        take(ledger, uid, "submit_survey", by=by["surveyor"])
        sign_chain(ledger, uid, by, scan)
        take(ledger, uid, "order_rectification", {"due_on": "2026-11-30"}, by=by["county_reviewer"])
    plugin().workspace.refresh()
    return chosen


def come_to(uid):
    """Go to a parcel with its demolition in sight."""
    panel("Verification").setUserVisible(True)
    plugin().view.select([uid], uid)
    plugin().view.zoom_to([uid])
    settle()
    box = panel("Verification").completion
    area = box.parent()
    while not isinstance(area, QScrollArea):
        area = area.parent()
    area.ensureWidgetVisible(box, 0, 0)
    QTest.qWait(60)
    return box


def photo_of(uid, stage):
    """Return a picture that says itself when it was taken."""
    colour = ("#7a8f4a", "#8a6f52", "#b9a77c", "#97a7b5")[STAGES.index(stage)]
    path = photograph(f"{stage}_{uid[-4:]}.jpg", colour)
    path.write_bytes(exif("little", TAKEN)[:-2] + path.read_bytes()[2:] + uid.encode())
    return path


def close(window):
    """Press OK and wait until the window has closed, which it does only when the ledger took what it writes."""
    click(window.ok)
    wait_for(lambda: sip.isdeleted(window) or not window.isVisible(), 10, "the record")


def put_in_place(box, stage, picture=""):
    """Record one of the four in its window: since when, who says so, and a photo."""
    click(box.buttons[stage])
    window = box.window_
    wait_for(window.isVisible, 10, "the window")
    assert not window.ok.isEnabled(), "without a day, a person and a photo nothing is recorded"
    write(window.day, DEMOLISHED)
    write(window.who.box.lineEdit(), LEADER)
    drop(window.files, [photo_of(box.uid, stage)])
    assert window.day.text_value() == DEMOLISHED and window.who.value() == people()["township_leader"]
    if picture:
        picture_of(window, picture)
    close(window)


def corners(uid, part):
    """Return four places on the canvas inside a parcel, and what they enclose in the ledger's CRS (WKB).

    :param part: how much of the largest circle inside the parcel they take.
    """
    ledger, canvas = plugin().workspace.ledger, iface.mapCanvas()
    settings = canvas.mapSettings()
    transform = QgsCoordinateTransform(ledger_crs(ledger), settings.destinationCrs(), QgsProject.instance())
    parcel = geometry_of(ledger.parcel(uid).geom)
    parcel.transform(transform)
    centre, reach = parcel.poleOfInaccessibility(settings.mapUnitsPerPixel())
    middle, half = canvas.getCoordinateTransform().transform(centre.asPoint()), reach * part / settings.mapUnitsPerPixel()
    assert half > 5, "too small to be drawn with a mouse"
    places = [QPoint(round(middle.x() + x * half), round(middle.y() + y * half)) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    points = [canvas.getCoordinateTransform().toMapCoordinates(place.x(), place.y()) for place in places]
    drawn = QgsGeometry.fromPolygonXY([[*points, points[0]]])
    drawn.transform(transform, QgsCoordinateTransform.ReverseTransform)
    return places, bytes(drawn.asWkb())


def draw(uid, part, steps_down, picture=""):
    """Draw what is left with the mouse and record it; the window shows the area the ledger then has. Return its row.

    :param steps_down: how often Down is pressed in the list of kinds.
    """
    residual, canvas = plugin().residuals, iface.mapCanvas()
    places, wkb = corners(uid, part)
    for place in places:
        click(canvas.viewport(), place)
    click(canvas.viewport(), places[0], Qt.MouseButton.RightButton)
    wait_for(lambda: residual.window_ is not None and residual.window_.isVisible(), 10, "the window")
    window = residual.window_
    window.kind.setFocus()
    QTest.keyClick(window.kind, Qt.Key.Key_Home)
    for _ in range(steps_down):
        QTest.keyClick(window.kind, Qt.Key.Key_Down)
    write(window.who.box.lineEdit(), "冯强")
    said, kind = window.area.text(), window.kind.currentData()
    if picture:
        picture_of(window, picture)
    close(window)
    ledger = plugin().workspace.ledger
    left = residuals(ledger, uid)[-1]
    assert (left.kind, left.area_m2) == (kind, clipped(ledger, uid, wkb)[1])
    assert f" {square_metres(left.area_m2)} 平方米" in said, said
    return left


def test_the_four_are_put_in_place_each_with_day_person_and_photo_and_the_township_applies(cases):
    uid, ledger = cases[0], plugin().workspace.ledger
    box = come_to(uid)
    before, monitored = len(journal()), judge(completion_of(ledger, ledger.case(uid))).monitored_m2
    assert box.isVisible() and f"{monitored:.2f}" in box.sentence.text() and not box.apply.isEnabled()
    for stage in STAGES:
        put_in_place(box, stage, "demolition_stage" if stage == STAGES[0] else "")
    assert journal()[before:] == ["attach", "complete_stage"] * len(STAGES)
    verdict = judge(completion_of(ledger, ledger.case(uid)))
    assert verdict.remediated and square_metres(verdict.monitored_m2) in box.sentence.text()
    click(box.apply)
    window = box.window_
    write(window.who.box.lineEdit(), LEADER)
    picture_of(window, "demolition_apply")
    click(window.ok)
    wait_for(lambda: ledger.case(uid).status == "to_accept", 10, "the application")
    assert journal()[before:] == ["attach", "complete_stage"] * len(STAGES) + ["declare_done"]
    come_to(uid)
    take_picture("demolition_done")


def test_a_main_building_that_stands_refuses_the_application_with_its_square_metres(cases):
    uid, ledger = cases[1], plugin().workspace.ledger
    box = come_to(uid)
    for stage in STAGES:
        put_in_place(box, stage)
    assert box.apply.isEnabled()
    before = len(journal())
    click(box.draw)
    main = draw(uid, 0.6, 0, "demolition_residual")
    rubble = draw(uid, 0.3, 2)
    assert (main.kind, rubble.kind) == ("main", "rubble"), "what lies on the same ground is missing once"
    verdict = judge(completion_of(ledger, ledger.case(uid)))
    assert verdict.main_kept and Decimal(0) < verdict.missing_m2 < verdict.monitored_m2
    said = box.sentence.text()
    assert all(text in said for text in ("拆次留主", f"{verdict.missing_m2:.2f}", f"{verdict.monitored_m2:.2f}")), said
    assert not box.apply.isEnabled() and "拆次留主" in box.apply.toolTip()
    click(box.apply)
    assert ledger.case(uid).status == "rectifying" and journal()[before:] == ["draw_residual"] * 2
    assert len(plugin().residuals.bands) == 2
    come_to(uid)
    take_picture("demolition_refused")
    QTest.keyClick(iface.mapCanvas(), Qt.Key.Key_Escape)
    assert plugin().residuals.pen.tool is None
