"""Coordinates as people write them into cells come out as the same outline, or with the reason why not."""

from __future__ import annotations

import pytest

pytest.importorskip("osgeo")

from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr

from farmland_plugin.intake.readers.coordinates import (
    NoCoordinates,
    looks_like_coordinates,
    polygon_wkb,
    wkb_of_text,
)
from farmland_plugin.intake.readers.rings import assemble

E, N = 38_545_000.0, 4_062_000.0
SQUARE = [(E, N), (E, N + 100), (E + 100, N + 100), (E + 100, N)]


def shape(text):
    return ogr.CreateGeometryFromWkb(wkb_of_text(text)[0])


def written(points, inside, between, ends=("", "")):
    return ends[0] + between.join(f"{x}{inside}{y}" for x, y in points) + ends[1]


@pytest.mark.parametrize(
    "inside, between, ends",
    [
        (",", ";", ("", "")),
        (" ", ",", ("", "")),
        (",", " ", ("", "")),
        (" ", ";", ("", "")),
        ("，", "；", ("", "")),
        (",", "\n", ("", "")),
        (", ", "; ", ("", ";")),
        ("\t", "\n", ("", "\n")),
        (",", "),(", ("(", ")")),
        (",", "],[", ("[[", "]]")),
        (",", ",", ("", "")),
        (" ", " ", ("", "")),
        ("、", "；", ("", "")),
    ],
)
def test_whatever_stands_between_numbers_and_points_the_square_is_the_same(inside, between, ends):
    found = shape(written(SQUARE, inside, between, ends))
    assert found.GetGeometryName() == "POLYGON" and found.GetArea() == 10_000.0
    assert found.GetGeometryRef(0).GetPoint_2D(0) == SQUARE[0]


def test_labels_and_heights_are_left_out():
    assert shape(";".join(f"J{i},{x},{y}" for i, (x, y) in enumerate(SQUARE, 1))).GetArea() == 10_000
    assert shape(";".join(f"{i} {x} {y}" for i, (x, y) in enumerate(SQUARE, 1))).GetArea() == 10_000
    assert shape(";".join(f"{x},{y},12.5" for x, y in SQUARE)).GetArea() == 10_000


def test_degrees_minutes_and_seconds_are_decimal_degrees():
    for text in (
        "114°30′00″,36°42′00.36″",
        "114度30分0秒，36度42分0.36秒",
        "E114°30'N36°42'0.36\"",
        "东经114°30′，北纬36°42′0.36″",
    ):
        point = shape(text)
        assert point.GetGeometryName() == "POINT"
        assert (point.GetX(), point.GetY()) == pytest.approx((114.5, 36.7001), abs=1e-9)
    assert shape("114°30′W,36°42′S").GetPoint_2D() == pytest.approx((-114.5, -36.7))


def test_rings_are_nested_by_containment_whatever_their_order():
    inner = [(E + 20, N + 20), (E + 20, N + 40), (E + 40, N + 40), (E + 40, N + 20)]
    apart = [(x + 500, y) for x, y in SQUARE]
    for rings in ([SQUARE, inner], [inner, SQUARE]):
        found = shape("|".join(written(ring, ",", ";") for ring in rings))
        assert found.GetGeometryCount() == 2 and found.GetArea() == 9_600
    found = shape("\n".join(written(ring, ",", ";") for ring in (inner, apart, SQUARE)))
    assert found.GetGeometryName() == "MULTIPOLYGON" and found.GetArea() == 19_600


@pytest.mark.parametrize(
    "text, why",
    [
        ("", "no coordinates"),
        ("详见附图", "no coordinates"),
        ("坐标待补", "no coordinates"),
        ("POLYGON((见图))", "cut off"),
        (f"{E},{N};{E},{N + 1}", "three"),
        ("1,2,3,4,5", "odd"),
        ("POLYGON((1 2,3", "cut off"),
        (f"{E},{N};1e999,2;3,4", "not a number"),
        ("114°75′,36°", "60"),
        ('{"type":"Polygon"', "no coordinates"),
    ],
)
def test_what_cannot_be_read_says_why(text, why):
    with pytest.raises(NoCoordinates, match=why):
        wkb_of_text(text)


def test_an_srid_in_front_of_wkt_is_told():
    assert wkb_of_text("SRID=4490;POINT(114.5 36.7)")[1] == 4490


@pytest.mark.parametrize(
    "text, is_one",
    [
        ("POLYGON((1 2,3 4,5 6,1 2))", True),
        ("114.5,36.7;114.6,36.7;114.6,36.8", True),
        ("114°30′00″,36°42′;114°31′,36°42′;114°31′,36°43′", True),
        ("130423202600000001", False),
        ("2026-03-05 12:30:00", False),
        ("电话13912345678转8001、8002、8003", False),
        ("某村东100米,北200米", False),
    ],
)
def test_an_outline_is_told_from_other_texts(text, is_one):
    assert looks_like_coordinates(text) is is_one


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="0123456789.,;| \n\t()[]{}°′″'\"EWNSeJ+-、，；（）POLYGONT:度分秒\x00", max_size=120))
def test_any_text_gives_a_geometry_or_a_reason(text):
    looks_like_coordinates(text)
    try:
        wkb, _ = wkb_of_text(text)
    except NoCoordinates as reason:
        assert str(reason)
    else:
        assert ogr.CreateGeometryFromWkb(wkb) is not None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=7))
def test_nesting_loses_no_ring(squares):
    rings = [[(x, y), (x, y + size), (x + size, y + size), (x + size, y), (x, y)] for x, y, size in squares]
    parts = assemble([[(float(a), float(b)) for a, b in ring] for ring in rings])
    assert sum(len(part) for part in parts) == len(rings)
    assert ogr.CreateGeometryFromWkb(polygon_wkb(parts)) is not None
