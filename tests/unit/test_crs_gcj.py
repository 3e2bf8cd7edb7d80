"""GCJ-02: the published offset, suspected from names and from known ground, never applied."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.intake.systems.gcj import from_gcj, mean_shift, named, suspicion, to_gcj

HERE = np.array([[114.5 + n / 500, 36.6 + n / 700] for n in range(20)])


def near(known, metres=20.0):
    """A reference: whether a place is as near as that to a known one."""
    def matches(lonlat):
        apart = (lonlat[:, None, :] - known[None, :, :]) * 111_320
        return np.hypot(apart[..., 0] * 0.8, apart[..., 1]).min(axis=1) < metres
    return matches


@pytest.mark.parametrize(("wgs", "gcj"), [  # the pair the public implementations (coordtransform, hutool) are tested with
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
])
def test_the_offset_is_the_published_one(wgs, gcj):
    assert to_gcj(np.array([wgs]))[0] == pytest.approx(gcj, abs=1e-12)


@given(st.floats(74, 135), st.floats(18, 53))
def test_the_way_back_is_the_way_there_to_a_centimetre_and_the_shift_is_tens_to_hundreds_of_metres(lon, lat):
    place = np.array([[lon, lat]])
    assert from_gcj(to_gcj(place))[0] == pytest.approx([lon, lat], abs=1e-7)
    assert 5 < mean_shift(place) < 1500


@pytest.mark.parametrize("text", ["高德地图导出.kml", "腾讯地图", "火星坐标", "GCJ-02", "ＧＣＪ０２", "百度坐标",
                                  "bd09ll", "BD-09"])
def test_a_name_that_speaks_of_a_web_map_is_always_suspected(text):
    assert text in named(["图斑.shp", text])


def test_other_names_are_not():
    assert named(["2026年一期图斑.shp", "CGCS2000", "JCBH", ""]) is None


def test_places_that_fit_known_ground_only_after_the_shift_are_suspected_with_numbers():
    told = suspicion(to_gcj(HERE), near(HERE))
    assert "0 of 20" in told
    assert "20 would" in told
    assert f"{mean_shift(to_gcj(HERE)):.0f} m" in told


def test_places_that_fit_as_they_are_or_never_are_not_suspected():
    assert suspicion(HERE, near(HERE)) is None
    assert suspicion(HERE + 0.05, near(HERE)) is None
    assert suspicion(to_gcj(HERE), None) is None
    assert suspicion(to_gcj(HERE[:3]), near(HERE)) is None
    assert suspicion(np.zeros((0, 2)), near(HERE)) is None
    assert suspicion(np.array([[float("nan"), 1e9]] * 9), near(HERE)) is None


def test_a_few_chance_matches_do_not_convince():
    assert suspicion(to_gcj(HERE), near(HERE[:4])) is None
