"""The official area against GeographicLib: geodesic polygons along the straight lines of the map, holes cut out."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCoordinateTransformContext

shapely = pytest.importorskip("shapely", minversion="2.0")
geodesic = pytest.importorskip("geographiclib.geodesic")

from farmland_plugin.domain.area import CGCS2000_A, CGCS2000_F, AreaRule, areas_of_wkb  # noqa: E402

CM = 38500000.0  # false easting of zone 38, EPSG:4526


def random_polygons(count):
    """Stars of 3 to 40 corners, 3 m to 1.5 km wide, with up to three holes, anywhere in zone 38."""
    random = np.random.default_rng(20200703)
    made = []
    while len(made) < count:
        corners, radius = int(random.integers(3, 41)), float(np.exp(random.uniform(np.log(3), np.log(1500))))
        centre = np.array([CM + random.uniform(-135e3, 135e3), random.uniform(2.1e6, 5.6e6)])
        turn = np.sort(random.uniform(0, 2 * np.pi, corners))
        reach = radius * random.uniform(0.4, 1.0, corners)
        shell = shapely.Polygon(centre + np.column_stack([reach * np.cos(turn), reach * np.sin(turn)]))
        if not shell.is_valid or shell.area < radius:
            continue
        holes = [shell.representative_point().buffer(radius * random.uniform(0.02, 0.1), quad_segs=int(random.integers(1, 6)))
                 for _ in range(int(random.integers(0, 4)))]
        shape = shell
        for hole in holes:
            if shape.contains(hole):
                shape = shape.difference(hole)
        made.append(shape)
    return made


def geodesic_area(shape, to_degrees, longest):
    """The area on the ellipsoid of a polygon whose edges are straight on the map: geodesics between points `longest` m apart."""
    ellipsoid = geodesic.Geodesic(CGCS2000_A, CGCS2000_F)
    total = 0.0
    for number, ring in enumerate([shape.exterior, *shape.interiors]):
        polygon = ellipsoid.Polygon()
        for x, y in shapely.get_coordinates(shapely.segmentize(ring, longest))[:-1]:
            point = to_degrees.transform(float(x), float(y))
            polygon.AddPoint(point.y(), point.x())
        area = abs(polygon.Compute(False, True)[2])
        total += -area if number else area
    return total


def left_by_densification(shape):
    """The most that edges of up to 70 m may differ from geodesics, m2: taken as straight between longitude and authalic
    latitude, an edge of length L along a parallel encloses L^3 tan(latitude) / 12R with the geodesic.
    """
    edges = [np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T) for ring in [shape.exterior, *shape.interiors]]
    length = np.concatenate(edges)
    pieces = 1 + np.floor(length / 70)
    latitude = shape.centroid.y / 6367449.0
    return float((pieces * (length / pieces) ** 3).sum() * np.tan(latitude) / (12 * 6371000.0))


def test_a_thousand_random_polygons_with_holes_agree_with_geographiclib(qgis_app):
    shapes = random_polygons(1000)
    assert sum(bool(shape.interiors) for shape in shapes) > 300
    rule = AreaRule.for_crs(4526, is_geographic=False)
    exact = areas_of_wkb([shapely.to_wkb(shape) for shape in shapes], rule, rounded=False)
    fine = areas_of_wkb([shapely.to_wkb(shapely.segmentize(shape, 5.0)) for shape in shapes], rule, rounded=False)
    printed = areas_of_wkb([shapely.to_wkb(shape) for shape in shapes], rule)
    to_degrees = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4526"), QgsCoordinateReferenceSystem("EPSG:4490"),
                                        QgsCoordinateTransformContext())
    for shape, area, finest, official in zip(shapes, exact, fine, printed):
        same = geodesic_area(shape, to_degrees, 70.0)
        assert abs(area - same) <= 1.1 * left_by_densification(shape) + 3e-8 * same + 5e-4
        assert finest == pytest.approx(geodesic_area(shape, to_degrees, 5.0), rel=3e-8, abs=5e-4)
        assert abs(official - area) <= 1e-4 * shape.length + 0.005, "coordinates to 0.1 mm, angles to 0.000001 second"
