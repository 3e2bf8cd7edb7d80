"""Random places in random zones, written in every way: the concluded system is right, or the layer is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.zones import (
    central_meridian,
    easting_prefix,
    epsg_of_prefix,
    epsg_without_prefix,
    old_epsg,
    zone_of_epsg,
    zone_width,
)
from farmland_plugin.intake.systems.crs import CrsFacts, conclude, zone_fault
from farmland_plugin.intake.systems.zones import conclude_zone, legacy_datum

ZONES = [*range(13, 24), *range(25, 46)]
DEGREES = CrsFacts("EPSG:4490", "China Geodetic Coordinate System 2000", "+proj=longlat +ellps=GRS80 +no_defs", True)
MERCATOR = CrsFacts("EPSG:3857", "WGS 84 / Pseudo-Mercator", "+proj=merc +a=6378137 +b=6378137", False)
UTM = CrsFacts("EPSG:32650", "WGS 84 / UTM zone 50N", "+proj=utm +zone=50 +datum=WGS84 +units=m +no_defs", False)


def gauss_kruger(zone, prefix, name="CGCS2000"):
    epsg = epsg_of_prefix(zone) if prefix else epsg_without_prefix(zone)
    width = "3-degree Gauss-Kruger" if zone >= 25 else "Gauss-Kruger"
    easting = zone * 1_000_000 + 500_000 if prefix else 500_000
    return CrsFacts(f"EPSG:{epsg}", f"{name} / {width} zone {zone}", f"+proj=tmerc +lat_0=0 +lon_0={central_meridian(zone)} +k=1 "
                    f"+x_0={easting} +y_0=0 +ellps=GRS80 +units=m +no_defs", False)


def written(zone, away, latitude, how, swapped, count=5):
    """Places some kilometres apart around one meridian, about where the projection puts them."""
    metres = 500_000 + away * 111_320 * math.cos(math.radians(latitude))
    prefix = zone * 1e6 if how == "prefix" else 0.0
    points = [(metres + prefix + 900 * n, latitude * 110_900 + 700 * n) for n in range(count)]
    if how == "degrees":
        points = [(central_meridian(zone) + away + n / 100, latitude + n / 100) for n in range(count)]
    return [(y, x) for x, y in points] if swapped else points


places = st.tuples(st.sampled_from(ZONES), st.floats(-1.4, 1.4), st.floats(18.2, 53.4), st.booleans())


def concluded(declared, points):
    """The system concluded as ``(EPSG code, swapped)``, None when the layer is refused."""
    try:
        found = conclude(declared, points, "a.shp")
    except BadInput:
        return None
    assert found.note
    return (found.epsg or int(declared.authid[5:]) if declared else found.epsg), found.swapped


@given(places, st.sampled_from(ZONES), st.sampled_from(["none", "prefix", "plain", "degrees", "mercator", "utm"]))
def test_a_zone_in_the_eastings_is_never_read_as_another_system(place, other, declared):
    zone, away, latitude, swapped = place
    facts = {"none": None, "prefix": gauss_kruger(other, True), "plain": gauss_kruger(other, False), "degrees": DEGREES,
             "mercator": MERCATOR, "utm": UTM}[declared]
    found = concluded(facts, written(zone, away, latitude, "prefix", swapped))
    if zone <= 15 and declared == "mercator":
        return  # eastings of 13 to 15 million metres are Web Mercator's in eastern China too: as declared
    assert found in ((epsg_of_prefix(zone), swapped), None)
    assert zone <= 15 or (swapped and declared == "degrees") or found is not None


@given(places, st.sampled_from(ZONES), st.booleans())
def test_eastings_without_a_zone_keep_the_declared_meridian_and_need_a_declaration(place, zone, prefix):
    _, away, latitude, swapped = place
    points = written(zone, away, latitude, "plain", swapped)
    found = concluded(gauss_kruger(zone, prefix), points)
    assert found == (epsg_without_prefix(zone), swapped)
    assert concluded(None, points) is None


@given(places, st.sampled_from(ZONES), st.sampled_from(["none", "prefix", "plain", "degrees"]))
def test_degrees_are_degrees_whatever_is_declared(place, other, declared):
    zone, away, latitude, swapped = place
    points = written(zone, away, latitude, "degrees", swapped)
    assume(73.5 < points[0][swapped] < 135)
    facts = {"none": None, "prefix": gauss_kruger(other, True), "plain": gauss_kruger(other, False), "degrees": DEGREES}[declared]
    assert concluded(facts, points) == (4490, swapped)


@given(st.lists(st.tuples(st.floats(), st.floats()), max_size=6), st.sampled_from(ZONES),
       st.sampled_from([None, "gk", "degrees"]))
def test_numbers_of_any_kind_end_in_a_conclusion_or_a_sentence(points, zone, declared):
    facts = {None: None, "gk": gauss_kruger(zone, True), "degrees": DEGREES}[declared]
    try:
        assert conclude(facts, points, "a.shp").note
    except BadInput as refusal:
        assert "set CRS" in str(refusal) or "EPSG" in str(refusal)


def test_points_of_another_zone_are_told_and_do_not_change_the_systems():
    points = written(38, 0.5, 36, "prefix", False) * 2 + written(39, -1.4, 36, "prefix", False, count=2)
    found = conclude(gauss_kruger(38, True), points, "a.shp")
    assert found.epsg is None
    assert "2 of 12" in found.note
    assert "39" in found.note
    half = conclude(gauss_kruger(38, True), points[:2] + points[-2:], "a.shp")
    assert "another zone" in half.note


def test_a_six_degree_zone_under_a_three_degree_declaration_is_told():
    found = conclude(gauss_kruger(39, True), written(20, 0.5, 36, "prefix", False), "a.shp")
    assert found.epsg == epsg_of_prefix(20)
    assert "6°" in found.note


@pytest.mark.parametrize("zone", ZONES)
def test_codes_and_zones_belong_together(zone):
    assert zone_of_epsg(epsg_of_prefix(zone)) == (zone, True)
    assert zone_of_epsg(epsg_without_prefix(zone)) == (zone, False)
    assert zone_width(zone) == (3 if zone >= 25 else 6)
    assert easting_prefix(zone * 1e6 + 5e5) == zone


@pytest.mark.parametrize("epsg", [4490, 4513, 4534, 4491, 4502])
def test_every_code_has_a_twin_in_the_old_datums(epsg):
    assert old_epsg("Xian 1980", epsg) == {4490: 4610, 4513: 2349, 4534: 2370, 4491: 2327, 4502: 2338}[epsg]
    assert old_epsg("Beijing 1954", epsg) == {4490: 4214, 4513: 2401, 4534: 2422, 4491: 21413, 4502: 21453}[epsg]
    assert old_epsg("Xian 1980", 32650) is None


@pytest.mark.parametrize(("west", "east", "facts", "bad"), [
    (114.0, 114.1, gauss_kruger(38, True), False), (115.4, 115.6, gauss_kruger(38, True), False),
    (115.75, 115.85, gauss_kruger(38, True), True), (112.1, 112.3, gauss_kruger(38, False), True),
    (112.45, 115.55, gauss_kruger(38, True), True), (115.75, 115.85, gauss_kruger(20, True), False),
    (119.9, 120.4, gauss_kruger(20, False), True), (124.0, 125.0, gauss_kruger(38, True), True),
    (118.0, 124.0, DEGREES, False), (118.0, 124.0, UTM, False), (float("nan"), 114.0, gauss_kruger(38, True), True),
])
def test_a_parcel_across_its_zones_edge_is_faulted(west, east, facts, bad):
    assert bool(zone_fault(west, east, facts)) == bad


def test_a_meridian_both_widths_have_is_taken_for_the_wider_zone():
    unnamed = CrsFacts("", "Gauss_Kruger_CM_117", gauss_kruger(39, False).proj, False)
    assert zone_fault(119.5, 119.6, unnamed) == ""
    assert zone_fault(119.5, 119.6, gauss_kruger(39, False))
    assert "119.5000" in zone_fault(119.5, 119.6, gauss_kruger(39, False))


def test_a_header_whose_zone_width_contradicts_its_zone_is_told():
    points = [(20_545_320.0, 4_062_100.0)]
    found = conclude_zone({"坐标系": "2000国家大地坐标系", "几度分带": "3", "带号": "20"}, points, "a.txt")
    assert found.epsg == 4498
    assert "6°" in found.note
    assert "°" not in conclude_zone({"几度分带": "6", "带号": "20"}, points, "a.txt").note


def test_an_old_datum_in_a_header_is_refused_or_with_a_transformation_told():
    header = {"坐标系": "80国家大地坐标系", "带号": "38"}
    points = [(38_545_320.0, 4_062_100.0)]
    with pytest.raises(BadInput, match="TRANSFORMATION"):
        conclude_zone(header, points, "a.txt")
    found = conclude_zone(header, points, "a.txt", old=True)
    assert (found.epsg, found.datum) == (2362, "Xian 1980")
    assert conclude_zone({"坐标系": "1954北京坐标系"}, [(20_545_320.0, 4e6)], "a.txt", old=True).epsg == 21420
    assert legacy_datum("2000国家大地坐标系") == ""
