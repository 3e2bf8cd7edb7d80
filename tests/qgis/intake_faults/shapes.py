"""Polygons that are no polygons, or not yet: repaired with the areas in the log, or quarantined with the reason."""

from __future__ import annotations

from osgeo import ogr

from .case import E0, N0, Case, corners, layer, square, wkt

INNER = [(E0 + 20, N0 + 20), (E0 + 20, N0 + 40), (E0 + 40, N0 + 40), (E0 + 40, N0 + 20)]


def one(text, kind=ogr.wkbUnknown, **more):
    return lambda folder: layer(folder, "a.gpkg", [(text, "A1")], kind=kind, **more)


def ring(*points):
    return "POLYGON((" + ",".join(f"{E0 + x} {N0 + y}" for x, y in points) + "))"


def spiral(folder):
    points = [(x, y + 0.001 * (x % 7)) for x in range(5000) for y in (0,)] + [(5000, 50), (0, 50), (0, 0)]
    return one(ring(*points))(folder)


GOOD = {"imported": 1}
FIXED = {"imported": 1, "repaired": 1}
BAD = {"quarantined": 1, "imported": 1}


def beside(text, kind=ogr.wkbUnknown):
    """One sound parcel and the odd shape: the odd one must not take the sound one with it."""
    return lambda folder: layer(folder, "a.gpkg", [(square(5), "good"), (text, "odd")], kind=kind)


CASES = [
    Case("shape_bow_tie", one(ring((0, 0), (100, 100), (100, 0), (0, 100), (0, 0))), **FIXED, says=("self-intersection",)),
    Case("shape_vertices_doubled", one(ring((0, 0), (0, 0), (0, 50), (50, 50), (50, 50), (50, 0), (0, 0))), **FIXED),
    Case("shape_ring_not_closed", one(ring((0, 0), (0, 50), (50, 50), (50, 0))), **FIXED),
    Case("shape_spike", one(ring((0, 0), (0, 50), (0, 500), (0, 50), (50, 50), (50, 0), (0, 0))), **FIXED),
    Case("shape_figure_of_eight", one(ring((0, 0), (50, 50), (100, 0), (100, 100), (50, 50), (0, 100), (0, 0))), **FIXED),
    Case("shape_hole_outside_its_shell", one(wkt(corners(), corners(3))), **FIXED),
    Case(
        "shape_hole_touches_along_an_edge",
        one(wkt(corners(), [(E0, N0 + 10), (E0, N0 + 40), (E0 + 20, N0 + 40), (E0 + 20, N0 + 10)])),
        **FIXED,
    ),
    Case(
        "shape_parts_overlap", one(f"MULTIPOLYGON({wkt(corners())[7:]},{wkt(corners(0.25))[7:]})"), **FIXED, says=("joined",)
    ),
    Case("shape_part_inside_another", one(f"MULTIPOLYGON({wkt(corners())[7:]},{wkt(INNER)[7:]})"), **FIXED),
    Case("shape_two_parts_apart", one(f"MULTIPOLYGON({wkt(corners())[7:]},{wkt(corners(2))[7:]})"), **GOOD),
    Case("shape_with_hole", one(wkt(corners(), INNER)), **GOOD),
    Case("shape_duplicate_parts", one(f"MULTIPOLYGON({wkt(corners())[7:]},{wkt(corners())[7:]})"), **FIXED),
    Case(
        "shape_collection_of_polygon_and_point",
        one(f"GEOMETRYCOLLECTION({square(0)},POINT({E0} {N0}))"),
        **FIXED,
        says=("left out",),
    ),
    Case(
        "shape_curve_polygon",
        one(f"CURVEPOLYGON(CIRCULARSTRING({E0} {N0},{E0 + 50} {N0 + 50},{E0 + 100} {N0},{E0 + 50} {N0 - 50},{E0} {N0}))"),
        **FIXED,
        says=("arcs",),
    ),
    Case("shape_empty_polygon", beside("POLYGON EMPTY"), **BAD, says=("no geometry",)),
    Case("shape_null", beside(None), **BAD, says=("no geometry",)),
    Case("shape_point_among_polygons", beside(f"POINT({E0} {N0})"), imported=1, clues=1),
    Case("shape_line_among_polygons", beside(f"LINESTRING({E0} {N0},{E0 + 5} {N0})"), **BAD, says=("not a polygon",)),
    Case("shape_collapsed_to_a_line", beside(ring((0, 0), (9, 0), (0, 0))), **BAD),
    Case("shape_collapsed_to_a_point", beside(ring((0, 0), (0, 0), (0, 0), (0, 0))), **BAD),
    Case("shape_sliver_of_a_tenth_of_a_millimetre", beside(ring((0, 0), (0.0001, 0), (0.0001, 0.0001), (0, 0))), **BAD),
    Case("shape_coordinates_of_1e300", beside("POLYGON((1e300 0,1e300 1e300,0 1e300,1e300 0))"), **BAD, says=("outside",)),
    Case("shape_at_zero_zero", beside("POLYGON((0 0,0 1,1 1,1 0,0 0))"), **BAD, says=("outside",)),
    Case("shape_in_another_province", beside(square(0, east=20_500_000.0)), **BAD, says=("outside",)),
    Case("shape_five_thousand_vertices", spiral, **GOOD),
    Case(
        "shape_mixed_degrees_among_metres",
        beside("POLYGON((114.5 36.7,114.5 36.701,114.501 36.701,114.5 36.7))"),
        **BAD,
        says=("outside",),
    ),
    Case("shape_tin", beside(f"TIN((({E0} {N0},{E0} {N0 + 9},{E0 + 9} {N0},{E0} {N0})))"), imported=1, quarantined=1),
    Case(
        "shape_all_rows_bad", lambda f: layer(f, "a.gpkg", [(None, "a"), (None, "b")]), quarantined=2, says=("no geometry",)
    ),
]
