"""The county's outline and known ground as a check of a layer's CRS, in a real ledger with registered layers."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
)

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.readers.base import Reading, facts_of, settle_crs
from farmland_plugin.intake.readers.shapefile import open_shapefile
from farmland_plugin.intake.systems.gcj import to_gcj
from farmland_plugin.intake.systems.outline import Outline, best_zone, check_place, county_outline, proposal
from farmland_plugin.intake.systems.sanity import middles, place_notes, sample_of
from farmland_plugin.ledger.ledger import Ledger

from .few_parcels import add_parcels
from .handover import E0, N0, new_ledger, square, write_layer

COUNTY = f"POLYGON(({E0 - 5000} {N0 - 5000},{E0 + 20000} {N0 - 5000},{E0 + 20000} {N0 + 15000},{E0 - 5000} {N0 + 15000}," \
         f"{E0 - 5000} {N0 - 5000}))"
NEIGHBOUR = f"POLYGON(({E0 + 20000} {N0 - 5000},{E0 + 60000} {N0 - 5000},{E0 + 60000} {N0 + 15000},{E0 + 20000} {N0 - 5000}))"
PLAIN = E0 - 38_000_000


def crs(epsg):
    return QgsCoordinateReferenceSystem(f"EPSG:{epsg}")


def lonlat(points, epsg=4526):
    into = QgsCoordinateTransform(crs(epsg), crs(4490), QgsCoordinateTransformContext())
    return np.array([[place.x(), place.y()] for place in (into.transform(QgsPointXY(x, y)) for x, y in points)])


@pytest.fixture(scope="module")
def county(farmland, tmp_path_factory):
    """A ledger with the county's townships, the neighbour's beside them, and ten known parcels."""
    folder = tmp_path_factory.mktemp("county")
    path = new_ledger(folder)
    places = write_layer(folder / "xzq.gpkg", [(COUNTY, "130423104", "甲镇"), (NEIGHBOUR, "130424100", "外镇")],
                         ("XZQDM", "XZQMC"))
    farmland("registerredline", LEDGER=path, INPUT=places, ROLE="township", VINTAGE="2025")
    with Ledger.open(path) as ledger:
        add_parcels(ledger, 10)
    return path


@pytest.fixture
def ledger(county):
    with Ledger.open(county) as opened:
        yield opened


def test_the_outline_is_the_countys_own_part_of_the_registered_layer(ledger):
    outline = county_outline(ledger)
    found = outline.inside(np.array([[E0, N0], [E0 + 21000, N0], [E0 - 5000, N0], [np.nan, N0], [0, 0]]))
    assert found.tolist() == [True, False, True, False, False]
    assert outline.bounds == (E0 - 5000, N0 - 5000, E0 + 20000, N0 + 15000)
    assert outline.name == "xzq.gpkg"


def test_a_ledger_without_places_has_no_outline_and_says_nothing(qgis_app, tmp_path):
    with Ledger.open(new_ledger(tmp_path)) as empty:
        assert county_outline(empty) is None
    assert check_place(None, crs(4547), facts_of(crs(4547)), [(PLAIN, N0)], "a.shp") == ""
    assert proposal(None, [(PLAIN, N0)]) == ""


def test_without_shapely_the_outline_says_the_same(ledger, monkeypatch):
    import builtins

    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "shapely":
            raise ImportError(name)
        return real(name, *rest, **more)

    points = np.array([[E0 + 700 * n, N0 + 300 * n] for n in range(60)] + [[np.inf, 0.0]])
    expected = county_outline(ledger).inside(points)
    monkeypatch.setattr(builtins, "__import__", without)
    plain = county_outline(ledger)
    assert plain.inside(points).tolist() == expected.tolist()
    assert plain.bounds == (E0 - 5000, N0 - 5000, E0 + 20000, N0 + 15000)


def test_a_wrong_meridian_is_refused_and_the_right_one_named(ledger):
    outline, points = county_outline(ledger), [(PLAIN + 50 * n, N0) for n in range(50)]
    assert "50 of 50" in check_place(outline, crs(4547), facts_of(crs(4547)), points, "a.shp")
    with pytest.raises(BadInput, match=r"EPSG:4547\) 50 of 50.*EPSG:4548.*0"):
        check_place(outline, crs(4548), facts_of(crs(4548)), points, "a.shp")
    told = check_place(outline, crs(4548), facts_of(crs(4548)), points, "a.shp", chosen=True)
    assert "EPSG:4547" in told
    assert "check" in told


def test_parcels_of_nowhere_near_are_doubted_not_refused(ledger):
    outline, far = county_outline(ledger), [(PLAIN, N0 + 300_000)] * 9
    assert "only 0 of 9" in check_place(outline, crs(4547), facts_of(crs(4547)), far, "a.shp")
    assert best_zone(outline, far) is None
    assert best_zone(outline, [(E0, N0)]) is None  # a zone stands in the eastings
    assert "only 0 of 1" in check_place(outline, crs(4527), facts_of(crs(4527)), [(E0 + 1e6, N0)], "a.shp")


def test_a_layer_without_crs_is_refused_with_the_zone_the_outline_proposes(ledger):
    points = [(PLAIN, N0)] * 4
    with pytest.raises(BadInput, match=r"set CRS\. With .*EPSG:4547\) 4 of 4"):
        settle_crs(None, "", points, "a.shp", Reading(outline=county_outline(ledger)))
    with pytest.raises(BadInput, match=r"set CRS\.$"):
        settle_crs(None, "", [(PLAIN, N0 + 400_000)], "a.shp", Reading(outline=county_outline(ledger)))


def test_townships_are_registered_but_not_screened_unless_asked_for(farmland, county):
    with pytest.raises(Exception, match="No red line"):
        farmland("screenparcels", LEDGER=county)
    with Ledger.open(county) as ledger:
        uid = next(ledger.parcels()).parcel_uid
        assert not list(ledger.all_screenings([uid])) and "layer_missing" not in ledger.stale()[uid]
    assert farmland("screenparcels", LEDGER=county, ROLES="township")["SCREENED"] == 10
    with Ledger.open(county) as ledger:
        assert [one.role for one in ledger.all_screenings([uid])] == ["township"]


def read(path, **how):
    source = open_shapefile(path, Reading(**how))
    return source, sample_of(source)


def test_degrees_of_a_web_map_are_suspected_by_the_parcels_they_should_lie_on(ledger, tmp_path):
    corners = np.array([[E0 + 300 * n + 20, N0 + 20] for n in range(10)])
    shifted = to_gcj(lonlat(corners))

    def layer(name, places):
        cells = [f"POLYGON(({x - 1e-4} {y - 1e-4},{x + 1e-4} {y - 1e-4},{x + 1e-4} {y + 1e-4},{x - 1e-4} {y - 1e-4}))"
                 for x, y in places.tolist()]
        return write_layer(tmp_path / name, [(wkt, f"B{n}", "1") for n, wkt in enumerate(cells)], epsg=4490)

    source, rows = read(layer("shifted.shp", shifted))
    told = place_notes(source, rows, ledger, county_outline(ledger))
    assert len(told) == 2
    assert "GCJ-02 is suspected" in told[1]
    source, rows = read(layer("right.shp", lonlat(corners)))
    assert len(place_notes(source, rows, ledger, county_outline(ledger))) == 1
    source, rows = read(layer("高德.shp", lonlat(corners)))
    assert "高德" in place_notes(source, rows, ledger, None)[0]


def test_degrees_of_a_web_map_are_suspected_by_the_land_use_lines_they_follow(farmland, tmp_path):
    path = new_ledger(tmp_path)
    fields = [square(n, m, size=200) for n in range(12) for m in range(12)]
    farmland("registerredline", LEDGER=path, ROLE="landuse", VINTAGE="2025",
             INPUT=write_layer(tmp_path / "dltb.gpkg", [(wkt, "0101") for wkt in fields], ("DLBM",)))
    box = np.array([[0, 0], [200, 0], [200, 200], [0, 200], [0, 0]], dtype=float)

    def layer(name, moved):
        boxes = [moved(lonlat(box + np.array([E0 + 400 * n, N0 + 400]))).tolist() for n in range(5)]
        cells = [", ".join(f"{x} {y}" for x, y in corners) for corners in boxes]
        return write_layer(tmp_path / name, [(f"POLYGON(({cell}))", "B", "1") for cell in cells], epsg=4490)

    with Ledger.open(path) as ledger:
        source, rows = read(layer("shifted.shp", to_gcj))
        assert "GCJ-02 is suspected" in place_notes(source, rows, ledger, None)[0]
        source, rows = read(layer("right.shp", lambda places: places))
        assert place_notes(source, rows, ledger, None) == []


def test_a_shapefile_in_xian_1980_opens_with_parameters_only(qgis_app, ledger, tmp_path):
    path = write_layer(tmp_path / "old.shp", [(square(n), f"A{n}", "1") for n in range(3)], epsg=2362)
    with pytest.raises(BadInput, match="TRANSFORMATION"):
        open_shapefile(path, Reading())
    source, rows = read(path, transformation="dx=30;dy=-40")
    assert source.crs.authid() == "EPSG:2362"
    assert source.shift.epsg == 4526
    assert "50.00 m" in source.crs_note
    moved = source.shift.apply(middles(rows))
    assert moved[0] == pytest.approx((E0 + 50 - 40, N0 + 50 + 30))
    assert "3 of 3" in place_notes(source, rows, ledger, county_outline(ledger))[0]
    new = write_layer(tmp_path / "new.shp", [(square(0), "A", "1")])
    assert "not used" in open_shapefile(new, Reading(transformation="dx=30;dy=-40")).crs_note
    with pytest.raises(BadInput, match="dx=-12"):
        open_shapefile(new, Reading(transformation="3 m nach links"))


def test_a_damaged_cache_is_no_outline(ledger, qgis_app, tmp_path):
    line = ledger.redlines()[0]
    cache = ledger.files / "redlines" / line.cache
    whole = cache.read_bytes()
    try:
        cache.write_bytes(whole[:5000])
        assert county_outline(ledger) is None
    finally:
        cache.write_bytes(whole)
    assert isinstance(county_outline(ledger), Outline)
