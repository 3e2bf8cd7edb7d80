"""Old datums are moved by the parameters given and by nothing else; the report says by which and how far."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import ogr

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.systems.crs import CrsFacts, conclude_old, is_old
from farmland_plugin.intake.systems.transform import parse

XIAN_38 = CrsFacts("EPSG:2362", "Xian 1980 / 3-degree Gauss-Kruger zone 38", "+proj=tmerc +lat_0=0 +lon_0=114 +k=1 "
                   "+x_0=38500000 +y_0=0 +ellps=IAU76 +units=m +no_defs", False)
XIAN_CM_114 = CrsFacts("EPSG:2383", "Xian 1980 / 3-degree Gauss-Kruger CM 114E", "+proj=tmerc +lat_0=0 +lon_0=114 +k=1 "
                       "+x_0=500000 +y_0=0 +ellps=IAU76 +units=m +no_defs", False)
XIAN_DEGREES = CrsFacts("EPSG:4610", "Xian 1980", "+proj=longlat +ellps=IAU76 +no_defs", True)
# seven parameters of nowhere in particular, as a survey office would give them
SEVEN = ("+proj=pipeline +step +inv +proj=tmerc +lon_0=114 +x_0=38500000 +ellps=IAU76 +step +proj=cart +ellps=IAU76 +step "
         "+proj=helmert +x=10 +y=-20 +z=30 +rx=0.1 +ry=-0.2 +rz=0.3 +s=1.5 +convention=position_vector +step +inv +proj=cart "
         "+ellps=GRS80 +step +proj=tmerc +lon_0=114 +x_0=38500000 +ellps=GRS80")
TO_DEGREES = SEVEN.replace(" +step +proj=tmerc +lon_0=114 +x_0=38500000 +ellps=GRS80",
                           " +step +proj=unitconvert +xy_in=rad +xy_out=deg")


@pytest.mark.parametrize(("old", "new"), [
    ((4_913_929.082, 569_174.918), (53_824.764, 103_719.686)), ((4_913_497.19, 567_447.17), (53_891.991, 101_939.995)),
    ((4_913_685.477, 568_095.373), (53_891.996, 102_614.976)),
])
def test_the_four_parameters_mean_what_a_published_table_with_control_points_means(old, new):
    """Parameters and control points that 武大吉奥 published in 2008 for one town: x is the northing, all in centimetres."""
    shift = parse("dx=-4506393.212;dy=-1813735.124;rotation=58314.392731;scale=31.91199488")
    ((east, north),) = shift.apply([(old[1], old[0])])
    assert (north, east) == pytest.approx(new, abs=0.05)


parameters = st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(-60, 60), st.floats(-60, 60))


@given(parameters, st.integers(25, 45), st.floats(1e5, 9e5), st.floats(2e6, 5.9e6))
def test_a_zone_number_in_the_eastings_changes_nothing_of_the_shift(four, zone, easting, northing):
    shift = parse("dx={:.6f};dy={:.6f};rotation={:.6f};scale={:.6f}".format(*four))
    ((east, north),) = shift.apply([(easting, northing)])
    ((east_with, north_with),) = shift.apply([(easting + zone * 1e6, northing)])
    assert (east_with - zone * 1e6, north_with) == pytest.approx((east, north), abs=1e-5)
    dx, dy, rotation, scale = (round(value, 6) for value in four)
    factor, angle = 1 + scale * 1e-6, math.radians(rotation / 3600)
    assert north == pytest.approx(dx + factor * (northing * math.cos(angle) - easting * math.sin(angle)), abs=1e-5)
    assert east == pytest.approx(dy + factor * (easting * math.cos(angle) + northing * math.sin(angle)), abs=1e-5)


@pytest.mark.parametrize("text", ["dx=1.5;dy=-2", "DX=1.5, DY=-2", "Δx=1.5米；Δy＝-2 m", "dx=1.5;dy=-2;旋转=0″;scale=0ppm;",
                                  "dn=1.5;de=-2;rotation=0"])
def test_parameters_are_read_as_people_write_them(text):
    assert parse(text).apply([(500_000.0, 4_000_000.0)]) == [(499_998.0, 4_000_001.5)]


@pytest.mark.parametrize("text", ["", "dx=1", "dx=1;dy=2;dz=3", "dx=1;dx=2;dy=3", "dx=eins;dy=2", "dx=nan;dy=1", "dx=1e300;dy=1",
                                  "EPSG:4490", "+proj=pipelin +nonsense", "{}", "dx=1;dy=2;{place}"])
def test_what_is_neither_is_refused_with_an_example(text):
    with pytest.raises(BadInput, match="dx=-12"):
        parse(text)


@given(st.text(max_size=40) | st.text(st.sampled_from("dxy=;0123456789.-+ projstepaffine"), max_size=40))
def test_any_text_is_parsed_or_refused(text):
    try:
        assert parse(text).text
    except BadInput as refusal:
        assert str(refusal)


def test_a_polygon_keeps_its_rings_and_heights():
    wkt = "POLYGON Z ((38545000 4062000 7,38545100 4062000 7,38545100 4062100 7,38545000 4062000 7))"
    moved = ogr.CreateGeometryFromWkb(parse("dx=10;dy=-20").apply_wkb(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb()))
    assert moved.GetGeometryRef(0).GetPoint(1) == pytest.approx((38545080, 4062010, 7))
    empty = ogr.Geometry(ogr.wkbPolygon).ExportToIsoWkb()
    assert parse("dx=10;dy=-20").apply_wkb(empty) == empty
    with pytest.raises(BadInput):
        parse("dx=10;dy=-20").apply_wkb(b"no geometry")


def test_a_layer_in_xian_1980_stays_what_it_is_and_says_how_it_is_moved():
    assert is_old(XIAN_38)
    found = conclude_old(XIAN_38, [(38_545_000.0, 4_062_000.0)] * 3, "a.shp", parse("dx=30;dy=-40"))
    assert (found.epsg, found.swapped, found.shift.epsg) == (None, False, 4526)
    assert "50.00 m" in found.note
    assert "EPSG:4526" in found.note
    assert "north 30 m, east -40 m" in found.note


@pytest.mark.parametrize(("facts", "point", "old", "new", "swapped"), [
    (XIAN_CM_114, (545_000.0, 4_062_000.0), None, 4547, False), (XIAN_CM_114, (38_545_000.0, 4_062_000.0), 2362, 4526, False),
    (XIAN_38, (545_000.0, 4_062_000.0), 2383, 4547, False), (XIAN_38, (4_062_000.0, 38_545_000.0), None, 4526, True),
])
def test_the_zone_of_an_old_layer_is_settled_by_its_numbers_too(facts, point, old, new, swapped):
    found = conclude_old(facts, [point] * 3, "a.shp", parse("dx=30;dy=-40"))
    assert (found.epsg, found.shift.epsg, found.swapped) == (old, new, swapped)


def test_a_pipeline_moves_to_the_same_zone_or_to_degrees_and_says_how_far():
    points = [(38_545_000.0, 4_062_000.0)] * 3
    near = conclude_old(XIAN_38, points, "a.shp", parse(SEVEN))
    degrees = conclude_old(XIAN_38, points, "a.shp", parse(TO_DEGREES))
    assert (near.shift.epsg, degrees.shift.epsg) == (4526, 4490)
    far = near.shift.mean_shift(points)
    assert 1 < far < 300
    assert degrees.shift.mean_shift(points) == pytest.approx(far, abs=1e-3)
    assert f"{far:.2f} m" in degrees.note


def test_what_cannot_be_right_is_refused():
    points = [(114.5, 36.6)] * 3
    with pytest.raises(BadInput, match="degrees"):
        conclude_old(XIAN_DEGREES, points, "a.shp", parse("dx=30;dy=-40"))
    with pytest.raises(BadInput, match="first"):
        conclude_old(XIAN_38, [(38_545_000.0, 4_062_000.0)], "a.shp", parse("+proj=axisswap +order=2,1"))
    own = CrsFacts("", "Xian_1980_local", "+proj=tmerc +lat_0=0 +lon_0=114.5 +k=1 +x_0=500000 +ellps=IAU76", False)
    with pytest.raises(BadInput, match="CGCS2000"):
        conclude_old(own, [(545_000.0, 4_062_000.0)], "a.shp", parse("dx=30;dy=-40"))
