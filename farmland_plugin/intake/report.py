"""The rows that an import set aside, as a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Dict, Optional, Sequence

from osgeo import gdal, ogr, osr

from ..domain.parcel import Quarantined
from .readers.base import quiet_gdal


def write_quarantine(path: Path, rows: Sequence[Quarantined], crs_of: Optional[Dict[str, str]] = None) -> None:
    """Write the set-aside rows to a new file: ``.csv``, else GeoPackage with the geometry as issued.

    :param crs_of: WKT of each source file's CRS; the layer bears it when all rows share one.
    """
    if path.suffix.lower() == ".csv":
        _write_csv(path, rows)
    else:
        try:
            _write_gpkg(path, rows, crs_of or {})
        except RuntimeError as error:  # GDAL with exceptions switched on by somebody else
            raise OSError(str(error)) from error


def _write_csv(path: Path, rows: Sequence[Quarantined]) -> None:
    with open(path, "w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["source_file", "source_row", "reason", "attributes", "wkb_hex"])
        for item in rows:
            values = [item.source_file, str(item.source_row), item.reason, _json(item), (item.wkb or b"").hex()]
            writer.writerow([_no_formula(value) for value in values])


def _no_formula(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _json(item: Quarantined) -> str:
    return json.dumps(item.attributes, ensure_ascii=False, sort_keys=True)


def _write_gpkg(path: Path, rows: Sequence[Quarantined], crs_of: Dict[str, str]) -> None:
    systems = {crs_of.get(item.source_file, "") for item in rows}
    srs = None
    if len(systems) == 1 and "" not in systems:
        srs = osr.SpatialReference()
        srs.ImportFromWkt(systems.pop())
    with quiet_gdal():
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        if dataset is None:
            raise OSError(gdal.GetLastErrorMsg())
        layer = dataset.CreateLayer("quarantine", srs, ogr.wkbUnknown)
        for name, kind in (("source_file", ogr.OFTString), ("source_row", ogr.OFTInteger), ("reason", ogr.OFTString),
                           ("attributes", ogr.OFTString)):
            layer.CreateField(ogr.FieldDefn(name, kind))
        layer.StartTransaction()
        for item in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for name, value in (("source_file", item.source_file), ("source_row", item.source_row),
                                ("reason", item.reason), ("attributes", _json(item))):
                feature.SetField(name, value)
            geometry = ogr.CreateGeometryFromWkb(item.wkb) if item.wkb else None
            if geometry is not None:
                feature.SetGeometry(geometry)
            layer.CreateFeature(feature)
        gdal.ErrorReset()
        layer.CommitTransaction()
        del layer, dataset
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise OSError(gdal.GetLastErrorMsg())
