"""Longitude and latitude of projected coordinates, for official areas outside Gauss–Krüger."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

import numpy as np

from ..domain.area import AreaRule, Floats, LonLat


def lonlat_for(rule: AreaRule, crs_wkt: str) -> Optional[LonLat]:
    """Return the callable (n, 2) metres -> (n, 2) degrees that a ``projected`` rule needs, else None."""
    return to_lonlat(crs_wkt) if rule.code == "projected" else None


def to_lonlat(crs_wkt: str) -> LonLat:
    """Return the callable (n, 2) coordinates of a CRS -> (n, 2) degrees of its own datum."""
    own, geographic, osr = _systems(crs_wkt)
    transformation = osr.CoordinateTransformation(own, geographic)

    def lonlat(xy: Floats) -> Floats:
        return np.array(transformation.TransformPoints(xy.tolist()), dtype=np.float64)[:, :2]

    return lonlat


def from_lonlat(crs_wkt: str, places: Sequence[Tuple[float, float]]) -> List[Tuple[float, float]]:
    """Return places in degrees (WGS 84 and CGCS2000 are the same to centimetres) in a CRS."""
    own, geographic, osr = _systems(crs_wkt)
    found = osr.CoordinateTransformation(geographic, own).TransformPoints([list(one) for one in places])
    return [(float(one[0]), float(one[1])) for one in found]


def _systems(crs_wkt: str) -> Tuple[Any, Any, Any]:
    """Return a CRS, the longitude and latitude of its datum, and GDAL's module."""
    from osgeo import osr  # not on the workers of a cluster, which need it for such a CRS only

    own = osr.SpatialReference()
    own.ImportFromWkt(crs_wkt)
    geographic = own.CloneGeogCS()
    for reference in (own, geographic):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return own, geographic, osr
