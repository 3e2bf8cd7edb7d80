"""Zone rules: which CRS the numbers prove, and what is said when they contradict a declaration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.zones import easting_prefix, epsg_of_prefix, epsg_without_prefix
from farmland_plugin.intake.systems.crs import CrsFacts, conclude


def gk(epsg, lon, false_easting):
    return CrsFacts(f"EPSG:{epsg}", f"CGCS2000 zone at {lon}", f"+proj=tmerc +lat_0=0 +lon_0={lon} +k=1 "
                    f"+x_0={false_easting} +y_0=0 +ellps=GRS80 +units=m +no_defs", False)


ZONE_38 = gk(4526, 114, 38500000)
ZONE_38_CM = gk(4547, 114, 500000)
DEGREES = CrsFacts("EPSG:4490", "China Geodetic Coordinate System 2000", "+proj=longlat +ellps=GRS80 +no_defs", True)
UTM = CrsFacts("EPSG:32733", "WGS 84 / UTM zone 33S", "+proj=utm +zone=33 +south +datum=WGS84", False)
MERCATOR = CrsFacts("EPSG:3857", "Pseudo-Mercator", "+proj=merc +a=6378137 +b=6378137", False)
WITH_PREFIX, PLAIN, LONLAT = (38545320.0, 4062100.0), (545320.0, 4062100.0), (114.5, 36.6)


def swapped(point):
    return point[1], point[0]


@given(st.sampled_from([*range(13, 24), *range(25, 46)]), st.integers(100_000, 900_000))
def test_every_zone_number_names_exactly_one_crs(zone, easting):
    assert easting_prefix(zone * 1e6 + easting) == zone
    assert epsg_of_prefix(zone) == (4488 + zone if zone >= 25 else 4478 + zone)
    assert epsg_without_prefix(zone) - epsg_of_prefix(zone) == (21 if zone >= 25 else 11)


@pytest.mark.parametrize("value", [24.5e6, 12.5e6, 46.5e6, 545320.0, 4062100.0, 114.5, float("nan"), float("inf"), -38.5e6])
def test_other_numbers_carry_no_zone(value):
    assert easting_prefix(value) is None


@pytest.mark.parametrize(("declared", "point", "epsg", "swap"), [
    (ZONE_38, WITH_PREFIX, None, False), (ZONE_38_CM, PLAIN, None, False), (DEGREES, LONLAT, None, False),
    (UTM, (1_000_000.0, 6_200_000.0), None, False), (MERCATOR, (13_358_338.0, 3_503_549.0), None, False),
    (ZONE_38_CM, WITH_PREFIX, 4526, False), (ZONE_38, PLAIN, 4547, False), (ZONE_38, (39545320.0, 4062100.0), 4527, False),
    (DEGREES, WITH_PREFIX, 4526, False), (DEGREES, swapped(LONLAT), None, True), (ZONE_38, swapped(WITH_PREFIX), None, True),
    (ZONE_38_CM, swapped(PLAIN), None, True), (ZONE_38_CM, swapped(WITH_PREFIX), 4526, True), (ZONE_38, LONLAT, 4490, False),
    (None, WITH_PREFIX, 4526, False), (None, swapped(WITH_PREFIX), 4526, True), (None, LONLAT, 4490, False),
    (None, swapped(LONLAT), 4490, True), (None, (20545320.0, 4062100.0), 4498, False),
])
def test_declaration_and_numbers_are_settled(declared, point, epsg, swap):
    found = conclude(declared, [point] * 3, "a.shp")
    assert (found.epsg, found.swapped) == (epsg, swap)
    assert found.note


def test_a_single_stray_point_does_not_decide():
    assert conclude(ZONE_38, [WITH_PREFIX] * 9 + [(0.0, 0.0)], "a.shp").epsg is None


@pytest.mark.parametrize("point", [PLAIN, (13_358_338.0, 3_503_549.0), (20.4, -34.0), (0.0, 0.0)])
def test_numbers_that_do_not_tell_ask_for_the_crs(point):
    with pytest.raises(BadInput, match="set CRS"):
        conclude(None, [point] * 3, "a.shp")


def test_the_user_wins_but_is_checked():
    assert conclude(ZONE_38, [WITH_PREFIX], "a.shp", chosen=True).epsg is None
    with pytest.raises(BadInput, match="EPSG:4526"):
        conclude(ZONE_38_CM, [WITH_PREFIX], "a.shp", chosen=True)


@pytest.mark.parametrize("name", ["Xian_1980_3_Degree_GK_Zone_38", "Beijing 1954 / 3-degree Gauss-Kruger zone 38",
                                  "New Beijing / 3-degree Gauss-Kruger zone 38"])
def test_old_datums_are_refused(name):
    with pytest.raises(BadInput, match="CGCS2000"):
        conclude(CrsFacts("", name, "+proj=tmerc", False), [WITH_PREFIX], "a.shp")


def test_metres_under_a_degree_crs_that_name_no_zone_are_refused():
    with pytest.raises(BadInput, match="set CRS"):
        conclude(DEGREES, [PLAIN], "a.shp")
