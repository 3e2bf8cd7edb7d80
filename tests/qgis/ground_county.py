"""A ledger with a few parcels and reference layers, for the tests of places, splits and re-issues."""

from __future__ import annotations

import struct
from decimal import Decimal

from qgis import processing
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from farmland_plugin.domain.area import area_of_wkb, round_half_up
from farmland_plugin.domain.parcel import Batch, Parcel
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.crs import create_ledger

EAST, NORTH = 38545000.0, 4062000.0


def box(west, south, east, north):
    """A MultiPolygon WKB in metres from a corner of the county."""
    ring = [(EAST + x, NORTH + y) for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south))]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def new_ledger(path):
    return create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526"))


def parcel(ledger, number, wkb, **more):
    area = round_half_up(area_of_wkb(wkb, ledger.area_rule))
    return Parcel(**{"parcel_uid": ledger.new_uid(), "source_no": number, "batch_id": "", "area_m2": area, "geom": wkb,
                     "geom_hash": geometry_hash(wkb), "monitored_area_m2": Decimal("1000.00"), "source_file": "a.shp",
                     "source_row": 1, "source_crs": "EPSG:4526", **more})


def add(ledger, name, parcels, *, source="satellite", links=(), reissued=(), at="2026-01-01T00:00:00Z", **more):
    """Add parcels as a batch; return its id."""
    batch = Batch(ledger.new_uid(), name, source, "a.shp", "0" * 64, len(parcels), len(parcels), 0, imported_at=at, **more)
    held = [Parcel(**{**one.__dict__, "batch_id": batch.batch_id}) for one in parcels]
    ledger.add_batch(batch, held, [], links=links, reissued=[r.__class__(**{**r.__dict__, "batch_id": batch.batch_id})
                                                              for r in reissued])
    return batch.batch_id


def register(farmland, folder, ledger_path, role, rows, fields):
    """Write a layer of (wkb, values) and register it under a role."""
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:4526", role, "memory")
    layer.dataProvider().addAttributes([QgsField(name, QVariant.String) for name in fields])
    layer.updateFields()
    for wkb, values in rows:
        feature = QgsFeature(layer.fields())
        shape = QgsGeometry()
        shape.fromWkb(wkb)
        feature.setGeometry(shape)
        feature.setAttributes(list(values))
        layer.dataProvider().addFeature(feature)
    path = folder / f"{role}_{len(list(folder.glob('*.gpkg')))}.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.fileEncoding = "GPKG", "UTF-8"
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    assert written[0] == QgsVectorFileWriter.WriterError.NoError, written
    return farmland("registerredline", LEDGER=ledger_path, INPUT=path, ROLE=role, NAME=path.stem, VINTAGE="2025-12-31")


def run(algorithm, **parameters):
    """Run one of the room's algorithms, registered with the provider or not."""
    return processing.run(algorithm().create(), {key: str(value) if hasattr(value, "suffix") else value
                                                 for key, value in parameters.items()})
