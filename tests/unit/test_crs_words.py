"""A coordinate system is said in the words of the trade, never as a code alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.crs_words import area_rule_words, crs_words, layer_words
from farmland_plugin.domain.area import AreaRule
from farmland_plugin.domain.zones import (
    central_meridian,
    epsg_of_prefix,
    epsg_without_prefix,
    old_epsg,
    system_of_epsg,
)


@pytest.mark.parametrize("code, said", [
    ("EPSG:4526", "CGCS2000, 3° zone 38 (central meridian 114°, zone number before the eastings, EPSG:4526)"),
    ("EPSG:4547", "CGCS2000, 3° zone 38 (central meridian 114°, no zone number before the eastings, EPSG:4547)"),
    ("EPSG:4498", "CGCS2000, 6° zone 20 (central meridian 117°, zone number before the eastings, EPSG:4498)"),
    ("EPSG:4509", "CGCS2000, 6° zone 20 (central meridian 117°, no zone number before the eastings, EPSG:4509)"),
    ("EPSG:4490", "CGCS2000, longitude and latitude (EPSG:4490)"),
    ("EPSG:2362", "Xian 1980, 3° zone 38 (central meridian 114°, zone number before the eastings, EPSG:2362)"),
    ("EPSG:4610", "Xian 1980, longitude and latitude (EPSG:4610)"),
    ("EPSG:2414", "Beijing 1954, 3° zone 38 (central meridian 114°, zone number before the eastings, EPSG:2414)"),
    ("EPSG:4326", "WGS 84, longitude and latitude (EPSG:4326)"),
    ("EPSG:32650", "WGS 84, UTM zone 50 north (EPSG:32650)"),
])
def test_systems_of_the_trade_are_named_in_full(code, said):
    assert crs_words(code, "whatever a registry calls it") == said


def test_systems_of_elsewhere_keep_their_own_name():
    assert crs_words("EPSG:31467", "DHDN / 3-degree Gauss-Kruger zone 3") == "DHDN / 3-degree Gauss-Kruger zone 3 (EPSG:31467)"
    assert crs_words("", "my plane") == "my plane" and crs_words("USER:100000") == "USER:100000" and crs_words("") == ""


@given(st.one_of(st.integers(13, 23), st.integers(25, 45)), st.sampled_from(["", "Xian 1980", "Beijing 1954"]), st.booleans())
def test_every_zone_of_every_datum_is_told_by_its_code(zone, old, carried):
    epsg = epsg_of_prefix(zone) if carried else epsg_without_prefix(zone)
    if old:
        epsg = old_epsg(old, epsg)
    found = system_of_epsg(epsg)
    assert (found.datum, found.zone, found.carried) == (old or "CGCS2000", zone, carried)
    assert f"zone {zone} (central meridian {central_meridian(zone)}°" in crs_words(f"EPSG:{epsg}")


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_is_too_odd_to_be_said(authid, name):
    assert isinstance(crs_words(authid, name), str) and isinstance(layer_words(f"{authid}|{name}"), str)


def test_a_layer_of_a_table_is_told_from_its_neighbour_by_words():
    assert layer_words("jubao2026.xlsx|EPSG:4490") == "jubao2026.xlsx · CGCS2000, longitude and latitude (EPSG:4490)"
    assert layer_words("a.gpkg|图斑") == "a.gpkg · 图斑" and layer_words("a.shp") == "a.shp"


def test_the_rule_of_areas_is_said_with_its_meridian():
    said = area_rule_words(AreaRule.for_crs(4526, is_geographic=False))
    assert "TD/T 1055" in said and "114°" in said and "70 m" in said
    assert "densified" not in area_rule_words(AreaRule.for_crs(4490, is_geographic=True))
