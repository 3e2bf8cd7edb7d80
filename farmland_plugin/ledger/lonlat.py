"""Longitude and latitude of projected coordinates, for official areas outside Gauss–Krüger."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..domain.area import AreaRule, Floats, LonLat


def lonlat_for(rule: AreaRule, crs_wkt: str) -> Optional[LonLat]:
    """Return the callable (n, 2) metres -> (n, 2) degrees that a ``projected`` rule needs, else None."""
    if rule.code != "projected":
        return None
    from osgeo import osr  # not on the workers of a cluster, which need it for such a CRS only

    projected = osr.SpatialReference()
    projected.ImportFromWkt(crs_wkt)
    geographic = projected.CloneGeogCS()
    for reference in (projected, geographic):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transformation = osr.CoordinateTransformation(projected, geographic)

    def lonlat(xy: Floats) -> Floats:
        return np.array(transformation.TransformPoints(xy.tolist()), dtype=np.float64)[:, :2]

    return lonlat
