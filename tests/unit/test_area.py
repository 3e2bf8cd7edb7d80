"""The official area: test vectors of TD/T 1055, balance and rounding."""

from __future__ import annotations

import struct
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.area import (
    CGCS2000_A,
    AreaRule,
    area_of_wkb,
    areas_of_wkb,
    balance,
    gauss_kruger_zone,
    inverse_gauss_kruger,
    round_half_up,
    to_mu,
)
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.wkb import canonical, envelope, geometry_hash
from tests.planar import planar_area

CM114 = AreaRule.for_crs(4547, is_geographic=False)
ZONE38 = AreaRule.for_crs(4526, is_geographic=False)


def polygon(*rings):
    """WKB polygon from rings of (easting, northing)."""
    out = struct.pack("<BII", 1, 3, len(rings))
    for ring in rings:
        closed = [*ring, ring[0]]
        out += struct.pack("<I", len(closed)) + b"".join(struct.pack("<dd", *p) for p in closed)
    return out


def square(north, east, size):
    return [(east, north), (east, north + size), (east + size, north + size), (east + size, north)]


SQUARE = square(4062100.5, 545320.25, 100)
HOLE = square(4062140.5, 545360.25, 20)
TRIANGLE = [(545000.375, 4063000.125), (545000.375, 4063080.125), (545120.375, 4063000.125)]


@pytest.mark.parametrize(
    ("ring", "planar", "official", "exact"),
    [(SQUARE, 10000, "9999.49", 9999.4930), (HOLE, 400, "399.98", 399.9797), (TRIANGLE, 4800, "4799.76", 4799.7597)],
)
def test_official_test_vectors_hold_to_the_printed_decimal(ring, planar, official, exact):
    wkb = polygon(ring)
    assert planar_area(wkb) == pytest.approx(planar, abs=1e-6)
    measured = area_of_wkb(wkb, CM114)
    assert round_half_up(measured) == Decimal(official)
    assert measured == pytest.approx(exact, abs=0.004)  # the tool's rounding to 1e-6 seconds moves the third decimal
    assert area_of_wkb(wkb, CM114, rounded=False) == pytest.approx(exact, abs=5e-4)


def test_the_square_minus_its_hole_is_the_difference_of_both():
    with_hole = area_of_wkb(polygon(SQUARE, HOLE), CM114, rounded=False)
    assert with_hole == pytest.approx(9999.4930 - 399.9797, abs=1e-3)


def test_the_zone_prefix_changes_the_crs_but_not_the_area():
    shifted = [(x + 38e6, y) for x, y in SQUARE]
    assert round_half_up(area_of_wkb(polygon(shifted), ZONE38)) == Decimal("9999.49")


@pytest.mark.parametrize(
    ("epsg", "meridian", "false_easting"),
    [(4491, 75, 13.5e6), (4501, 135, 23.5e6), (4502, 75, 5e5), (4512, 135, 5e5), (4513, 75, 25.5e6), (4526, 114, 38.5e6),
     (4533, 135, 45.5e6), (4534, 75, 5e5), (4547, 114, 5e5), (4554, 135, 5e5)],
)
def test_zone_rules_give_meridian_and_false_easting(epsg, meridian, false_easting):
    assert gauss_kruger_zone(epsg) == (meridian, false_easting)


def test_other_codes_are_not_gauss_kruger():
    assert gauss_kruger_zone(32633) is None
    assert AreaRule.for_crs(32633, is_geographic=False).code == "projected"
    assert AreaRule.for_crs(4490, is_geographic=True).code == "degrees"


def test_a_projected_crs_without_a_transformation_is_refused():
    with pytest.raises(BadInput):
        area_of_wkb(polygon(SQUARE), AreaRule.for_crs(32650, is_geographic=False))


def test_rule_survives_json():
    assert AreaRule.from_dict(ZONE38.to_dict()) == ZONE38


def test_the_inverse_series_agrees_with_the_meridian_arc():
    lon, lat = inverse_gauss_kruger(np.array([38.5e6]), np.array([4429529.03]), ZONE38)
    assert lon[0] == 0
    assert np.degrees(lat[0]) == pytest.approx(40.0, abs=1e-6)


@given(st.floats(-130e3, 130e3), st.floats(2.2e6, 5.2e6), st.floats(5, 3000), st.floats(0.1, 3))
def test_degrees_and_gauss_kruger_agree_for_the_same_ground(dx, north, size, ratio):
    west, top = 5e5 + dx, north + size * ratio
    ring = [(west, north), (west + size, north), (west + size, top), (west, top)]
    # densify in the plane first, so that both see the same edges
    points = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        points += [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in np.linspace(0, 1, 60)[:-1]]
    lon, lat = inverse_gauss_kruger(np.array([p[0] for p in points]), np.array([p[1] for p in points]), CM114)
    degrees = polygon(list(zip(np.degrees(lon) + 114, np.degrees(lat))))
    plane = area_of_wkb(polygon(points), CM114, rounded=False)
    assert area_of_wkb(degrees, AreaRule.for_crs(4490, is_geographic=True)) == pytest.approx(plane, rel=1e-7)


@given(st.lists(st.tuples(st.floats(1, 500), st.floats(1, 500)), min_size=1, max_size=5))
def test_many_polygons_in_one_pass_equal_one_by_one(sizes):
    wkbs = [polygon([(5e5, 4e6), (5e5 + w, 4e6), (5e5 + w, 4e6 + h), (5e5, 4e6 + h)]) for w, h in sizes]
    assert areas_of_wkb(wkbs, CM114).tolist() == [area_of_wkb(w, CM114) for w in wkbs]


def test_winding_does_not_matter():
    assert area_of_wkb(polygon(SQUARE[::-1], HOLE), CM114) == area_of_wkb(polygon(SQUARE, HOLE[::-1]), CM114)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_balanced_parts_sum_to_the_whole_exactly_and_move_little(values):
    total = round_half_up(sum(values))
    parts = balance(values, total)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    largest = max(range(len(values)), key=lambda i: (values[i], -i))
    for i, (part, value) in enumerate(zip(parts, values)):
        if i != largest and sum(values) > 0.3:
            assert part == round_half_up(value)


def test_the_remainder_goes_to_the_largest_part():
    assert balance([100.004, 50.004, 0.004], Decimal("150.01")) == [Decimal("100.01"), Decimal("50.00"), Decimal("0.00")]


def test_a_total_needs_parts_to_carry_it():
    assert balance([], Decimal(0)) == []
    with pytest.raises(ValueError, match="carries"):
        balance([], Decimal("1.00"))


def test_balance_again_in_mu_reaches_the_rounded_whole():
    square_metres = [Decimal("333.33"), Decimal("333.33"), Decimal("333.34")]
    total = to_mu(sum(square_metres))
    assert total == Decimal("1.50")
    assert sum(balance([m * Decimal("0.0015") for m in square_metres], total)) == total


@pytest.mark.parametrize(("value", "rounded"), [(0.125, "0.13"), (2.675, "2.68"), ("0.005", "0.01"), (1, "1.00")])
def test_halves_are_rounded_up(value, rounded):
    assert round_half_up(value) == Decimal(rounded)


def test_mu_is_exact():
    assert to_mu(Decimal("666.67")) == Decimal("1.00")
    assert to_mu(Decimal("10000")) == Decimal("15.00")


def test_geometry_hash_ignores_byte_order_and_z_but_not_a_millimetre():
    ring = [*SQUARE, SQUARE[0]]
    big_endian = struct.pack(">BII", 0, 3, 1) + struct.pack(">I", 5) + b"".join(struct.pack(">dd", *p) for p in ring)
    with_z = struct.pack("<BII", 1, 1003, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<ddd", *p, 7.0) for p in ring)
    moved = polygon([(SQUARE[0][0] + 0.001, SQUARE[0][1]), *SQUARE[1:]])
    assert geometry_hash(big_endian) == geometry_hash(polygon(SQUARE)) == geometry_hash(with_z) != geometry_hash(moved)
    assert canonical(canonical(big_endian)) == canonical(polygon(SQUARE))


def test_envelope_and_damage():
    assert envelope(polygon(SQUARE)) == (545320.25, 4062100.5, 545420.25, 4062200.5)
    with pytest.raises(BadInput, match="damaged"):
        envelope(polygon(SQUARE)[:40])
    with pytest.raises(BadInput, match="not a polygon"):
        envelope(struct.pack("<BIdd", 1, 1, 0, 0))


def test_semi_major_axis_is_cgcs2000():
    assert CGCS2000_A == 6378137.0
