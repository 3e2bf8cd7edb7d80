"""The working GeoPackage of a field project: parcels with the form's columns, photos, code lists, and how each case stood."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ...domain.answers import CODES, Field
from ...domain.area import to_mu
from ...domain.casework import people_of
from ...domain.forms import Campaign
from ...domain.parcel import CaseState, Parcel
from ...domain.survey import answers_of
from ...domain.wkb import geometry_hash
from ...i18n import language, tr
from ...intake.fieldwork.layout import (
    CODE_TABLE,
    COLUMN_KIND,
    PARCEL_TABLE,
    PHOTO_TABLE,
    RESIDUAL_TABLE,
    SURVEYORS,
    column,
    digest,
    fields_of,
    office,
    to_cell,
)
from ...intake.fieldwork.working_copy import FORMAT
from ...ledger.completion import left_standing
from ...ledger.door import utc_now
from ...ledger.ledger import Ledger
from ...ledger.places import Places
from ..base import AlgorithmFeedback

TOLD = ("parcel_uid", "source_no", "batch", "township", "village", "monitored_mu", "stands_at")
PHOTO_COLUMNS = (("uid", "text"), ("parcel_uid", "text"), ("path", "text"), ("role", "text"), ("caption", "text"),
                 ("taken_at", "text"), ("lon", "real"), ("lat", "real"))
RESIDUAL_COLUMNS = (("uid", "text"), ("parcel_uid", "text"), ("kind", "text"), ("found_on", "date"), ("person", "text"),
                    ("note", "text"))
_OGR = {"text": ogr.OFTString, "real": ogr.OFTReal, "int": ogr.OFTInteger64, "date": ogr.OFTDate}
_EACH = 200


class Sort(NamedTuple):
    """A kind of photo that is offered: code and labels."""

    code: str
    label: str


@contextmanager
def quiet_gdal() -> Iterator[None]:
    """Silence GDAL's messages; what it raises where somebody switched exceptions on becomes an OSError."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    except RuntimeError as error:
        raise OSError(str(error)) from error
    finally:
        gdal.PopErrorHandler()


def reference_of(wkt: str) -> Any:
    """Return a CRS for OGR, x first."""
    srs = osr.SpatialReference()
    srs.ImportFromWkt(wkt)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def photo_sorts(ledger: Ledger, campaign: Campaign) -> List[Sort]:
    """Return what a photo of the field may show: every role of photos, and the documents the campaign's evidence asks for."""
    asked = {code for demand in campaign.form.demands for item in demand.roles for code in item}
    return [Sort(one.code, one.label_zh if language() == "zh" else one.label)
            for one in ledger.dictionary("attachment_role").entries
            if one.extra.get("kind") == "photo" or (one.code in asked and one.extra.get("kind") == "document")]


def write_tables(path: Path, ledger: Ledger, campaign: Campaign, uids: Sequence[str], wkt: str,
                 feedback: AlgorithmFeedback) -> Dict[str, str]:
    """Write the working GeoPackage; return what its table ``about`` says.

    :param wkt: of the ledger's CRS, in which the polygons stand. :raises OSError: when it cannot be written.
    """
    about = {
        "format": FORMAT, "export_id": ledger.new_uid(), "ledger_uuid": ledger.meta["ledger_uuid"],
        "ledger_name": ledger.meta["name"], "campaign": campaign.code, "form_version": campaign.version,
        "exported_at": utc_now(), "exported_by": ledger.actor}
    with quiet_gdal():
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        if dataset is None:
            raise OSError(gdal.GetLastErrorMsg())
        fields = fields_of(campaign.form)
        _write_parcels(dataset, ledger, campaign, uids, wkt, feedback)
        _table(dataset, PHOTO_TABLE, PHOTO_COLUMNS, [])
        _write_residuals(dataset, ledger, uids, wkt)
        _table(dataset, CODE_TABLE, (("field", "text"), ("code", "text"), ("label", "text"), ("parent", "text"), ("ord", "int")),
               _codes(fields))
        _table(dataset, "about", (("key", "text"), ("value", "text")), list(about.items()))
        gdal.ErrorReset()
        dataset.FlushCache()
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise OSError(gdal.GetLastErrorMsg())
        del dataset
    return about


def _codes(fields: Sequence[Field]) -> List[Tuple[Any, ...]]:
    """Return the rows of the code lists that value relations choose from."""
    speaks = language()
    return [(one.code, entry.code, entry.label_zh if speaks == "zh" else entry.label, str(entry.extra.get("parent", "")), order)
            for one in fields if one.kind == CODES or one.parent for order, entry in enumerate(one.entries)]


def _table(dataset: Any, name: str, columns: Sequence[Tuple[str, str]], rows: Sequence[Tuple[Any, ...]]) -> None:
    layer = dataset.CreateLayer(name, None, ogr.wkbNone, ["FID=fid"])
    for column_name, kind in columns:
        layer.CreateField(ogr.FieldDefn(column_name, _OGR[kind]))
    layer.StartTransaction()
    for row in rows:
        _add(layer, row)
    layer.CommitTransaction()


def _add(layer: Any, values: Sequence[Any], wkb: bytes = b"") -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    for index, value in enumerate(values):
        if value is not None:
            feature.SetField(index, value)
    if wkb:
        feature.SetGeometry(ogr.CreateGeometryFromWkb(wkb))
    if layer.CreateFeature(feature) != ogr.OGRERR_NONE:
        raise OSError(gdal.GetLastErrorMsg())


def _write_parcels(dataset: Any, ledger: Ledger, campaign: Campaign, uids: Sequence[str], wkt: str,
                   feedback: AlgorithmFeedback) -> None:
    """Write the parcels with the answers they have, and beside them how each case stands now."""
    fields = fields_of(campaign.form)
    layer = dataset.CreateLayer(PARCEL_TABLE, reference_of(wkt), ogr.wkbMultiPolygon, ["GEOMETRY_NAME=geom", "FID=fid"])
    for name in TOLD:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal if name == "monitored_mu" else ogr.OFTString))
    for one in fields:
        layer.CreateField(ogr.FieldDefn(column(one.code), _OGR[COLUMN_KIND.get(one.kind, "text")]))
    cases = {case.parcel_uid: case for case in ledger.cases(uids)}
    told, names, base = _Told(ledger), ledger.people.by_id(), []
    layer.StartTransaction()
    for done, parcel in enumerate(ledger.parcels(uids)):
        if done % _EACH == 0:
            feedback.check()
            feedback.progress(50.0 * done / len(uids))
        case = cases[parcel.parcel_uid]
        cells = _cells(fields, case, names)
        _add(layer, [*told.row(parcel, case), *cells], parcel.geom)
        base.append((parcel.parcel_uid, case.version, case.round, case.last_seq,
                     json.dumps(office(campaign.form, case, names), ensure_ascii=False, sort_keys=True),
                     geometry_hash(parcel.geom), digest(cells)))
    layer.CommitTransaction()
    _table(dataset, "base", (("parcel_uid", "text"), ("version", "int"), ("round", "int"), ("seq", "int"), ("answers", "text"),
                             ("outline", "text"), ("sent", "text")), base)


def _write_residuals(dataset: Any, ledger: Ledger, uids: Sequence[str], wkt: str) -> None:
    """Write what is known to be left on the parcels, so that it is not drawn twice; more is drawn in the field."""
    layer = dataset.CreateLayer(RESIDUAL_TABLE, reference_of(wkt), ogr.wkbMultiPolygon, ["GEOMETRY_NAME=geom", "FID=fid"])
    for name, kind in RESIDUAL_COLUMNS:
        layer.CreateField(ogr.FieldDefn(name, _OGR[kind]))
    names, wanted = ledger.people.by_id(), set(uids)
    layer.StartTransaction()
    for uid, left in left_standing(ledger).items():
        for one in left if uid in wanted else ():
            _add(layer, (one.residual_id, uid, one.kind, one.found_on, names.get(one.person_id, ""), one.note), one.geom)
    layer.CommitTransaction()


def _cells(fields: Sequence[Field], case: CaseState, names: Mapping[str, str]) -> List[Any]:
    answers = answers_of(case)
    surveyors = "、".join(names.get(one, one) for one in people_of(case.surveyors))
    return [to_cell(one, surveyors if one.code == SURVEYORS else answers.get(one.code, "")) for one in fields]


class _Told:
    """What a parcel's row tells beside the form: nothing of people."""

    def __init__(self, ledger: Ledger) -> None:
        self._batches = {batch.batch_id: batch.name for batch in ledger.batches()}
        self._places = Places(ledger)
        self._states, self._speaks = ledger.dictionary("status"), language()

    def row(self, parcel: Parcel, case: CaseState) -> List[Any]:
        """Return the values of ``TOLD``."""
        area = parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2
        return [parcel.parcel_uid, parcel.source_no, self._batches.get(parcel.batch_id, ""), self._places.township(parcel),
                self._places.village(parcel), float(to_mu(area)), self._states.label(case.status, self._speaks)]


def told_labels() -> Dict[str, str]:
    """Return what the columns beside the form are called."""
    return {"parcel_uid": "parcel_uid", "source_no": tr("Parcel number"), "batch": tr("Batch"), "township": tr("Township"),
            "village": tr("Village"), "monitored_mu": tr("Monitored area (mu)"), "stands_at": tr("Status")}
