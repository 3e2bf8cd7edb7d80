"""``screenparcels``: parcels against the registered red lines."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any, Dict, List

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..compat import field
from ..domain.errors import BadInput
from ..domain.parcel import Redline, Screening
from ..i18n import tr
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from ..screening.job import Job, Result, Target
from ..screening.run import screened
from .base import AlgorithmFeedback, FarmlandAlgorithm

_DATABASE = re.compile(r"""dbname=['"]([^'"]+)""")


class ScreenParcels(FarmlandAlgorithm):
    """Measure what each parcel shares with each red line (套合审查): official area of the union, balanced to 0.01 m²."""

    ID = "screenparcels"
    ICON = "screen"
    NUMBERS = ("SCREENED", "OVERLAPS", "OUTSIDE", "SECONDS", "ENGINE_SECONDS")
    STRINGS = ("ENGINE",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Screen parcels")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Screens parcels against the registered red lines: for each parcel, layer and class the official ellipsoidal "
            "area of what they share, overlapping polygons counted once, balanced so that the classes of a land-use layer "
            "and the uncovered rest add up to the parcel's area exactly. Earlier results of the same parcels and layers are "
            "replaced."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_text("ROLES", tr("Roles of the red lines (comma-separated codes; empty = all)"))
        number = QgsProcessingParameterNumber.Type
        self.addParameter(QgsProcessingParameterNumber("WORKERS", tr("Threads (0 = all cores)"), number.Integer, 0, True, 0, 256))
        self.addParameter(QgsProcessingParameterNumber(
            "SLIVER", tr("Drop overlaps smaller than (m²)"), number.Double, 0.0, True, 0.0))
        self.add_text("CLUSTER", tr("Dask scheduler"))
        self.addParameter(QgsProcessingParameterFeatureSink(
            "INTERSECTIONS", tr("Intersections"), optional=True, createByDefault=False))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Screen in a worker process, then record all facts in one transaction."""
        start = time.perf_counter()
        self._spare_sink(parameters, context)
        if self.text(parameters, "CLUSTER", context):
            raise BadInput(tr("Screening on a cluster is not in this version: leave CLUSTER empty."))
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            lines = lines_of(ledger, self.words(parameters, "ROLES", context))
            uids = select(ledger, self.text(parameters, "WHERE", context))
            if not uids:
                raise BadInput(tr("WHERE selects no parcel: nothing was screened."))
            job = Job(targets_of(ledger, lines), ledger.area_rule, ledger.crs_wkt,
                      self.parameterAsInt(parameters, "WORKERS", context),
                      self.parameterAsDouble(parameters, "SLIVER", context), bool(parameters.get("INTERSECTIONS")))
            with screened(job, ledger.parcels(uids), feedback) as result:
                overlaps, screenings = list(result.overlaps()), list(result.screenings())
                feedback.check()
                outputs = self._sink(parameters, context, ledger, result) if job.pieces else {}
                ledger.record_screening(overlaps, screenings, uids, [line.redline_id for line in lines], {
                    "engine": result.engine, "sliver_m2": f"{job.sliver_m2:g}", "area_rule": ledger.area_rule.text()})
                outputs.update(SCREENED=len(uids), OVERLAPS=len(overlaps), OUTSIDE=result.outside(), ENGINE=result.engine,
                               ENGINE_SECONDS=result.engine_seconds)
        _tell(screenings, job, feedback)
        outputs["SECONDS"] = time.perf_counter() - start
        return outputs

    def _spare_sink(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a ledger as destination of the intersections: QGIS would replace the file or write into it."""
        wanted = parameters.get("INTERSECTIONS")
        if isinstance(wanted, QgsProcessingOutputLayerDefinition):
            wanted = wanted.sink.staticValue()
        inside = _DATABASE.search(str(wanted or ""))
        path = Path(inside.group(1) if inside else str(wanted or ""))
        if path.is_file():
            self.spare(path, parameters, context)

    def _sink(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, result: Result) -> Dict[str, Any]:
        """Write the ground of every overlap fact."""
        fields = QgsFields()
        for name, kind in (("parcel_uid", "text"), ("source_no", "text"), ("redline_id", "text"), ("role", "text"),
                           ("class_code", "text"), ("area_m2", "real")):
            fields.append(field(name, kind))
        sink, destination = self.parameterAsSink(parameters, "INTERSECTIONS", context, fields,
                                                 QgsWkbTypes.Type.MultiPolygon, ledger_crs(ledger))
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "INTERSECTIONS"))
        numbers = {parcel.parcel_uid: parcel.source_no for parcel in ledger.parcels(result.uids, geometry=False)}
        for uid, target, code, wkb, area in result.pieces():
            feature = QgsFeature(fields)
            shape = QgsGeometry()
            shape.fromWkb(wkb)
            shape.convertToMultiType()
            feature.setGeometry(shape)
            feature.setAttributes([uid, numbers.get(uid, ""), target.redline_id, target.role, code, float(area or 0)])
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "INTERSECTIONS"))
        return {"INTERSECTIONS": destination}


def lines_of(ledger: Ledger, roles: List[str]) -> List[Redline]:
    """The registered red lines of some roles (codes, names or red-line ids); when none is named all that are screened.

    Townships, counties and grids only say where a parcel lies: the dictionary marks them as not screened.
    """
    lines = ledger.redlines()
    known = ledger.dictionaries["redline_role"]
    if not roles:
        places = {entry.code for entry in known.entries if not entry.extra.get("screened", True)}
        lines = [line for line in lines if line.role not in places]
    else:
        ids = {line.redline_id for line in lines}
        wanted = {word if word in ids else known.require(word).code for word in roles}
        lines = [line for line in lines if line.role in wanted or line.redline_id in wanted]
    if not lines:
        raise BadInput(tr("No red line of these roles is registered: register one with registerredline first."))
    return lines


def targets_of(ledger: Ledger, lines: List[Redline]) -> List[Target]:
    folder = ledger.files / "redlines"
    roles = ledger.dictionaries["redline_role"]

    def tessellates(code: str) -> bool:
        entry = roles.get(code)
        return bool(entry and entry.extra.get("tessellation"))

    return [Target(line.redline_id, line.role, str((folder / line.cache).resolve()), tessellates(line.role)) for line in lines]


def _tell(screenings: List[Screening], job: Job, feedback: AlgorithmFeedback) -> None:
    tiled = {target.redline_id for target in job.targets if target.tessellation}
    closures = [abs(fact.closure_m2) for fact in screenings if fact.redline_id in tiled]
    if closures:
        feedback.say(tr("Closure of classes + uncovered against the parcel, before rounding: at most {closure} m².").format(
            closure=f"{max(closures):.1e}"))
    remarks = [fact.note for fact in screenings if fact.note]
    if remarks:
        feedback.warn(tr("{count} results carry a remark, the first: {note}").format(count=len(remarks), note=remarks[0]))
