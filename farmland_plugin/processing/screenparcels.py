"""``screenparcels``: parcels against the registered red lines."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence, Tuple

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..compat import field, geometry_of
from ..domain.errors import BadInput
from ..domain.parcel import Redline
from ..domain.screening_columns import ScreeningColumns
from ..i18n import tr
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..ledger.reissues import in_force
from ..ledger.selection import select
from ..screening.job import Job, Result, Target
from ..screening.run import Runner, screened
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .in_force import tell_left_out
from .redline_cache import ensure_caches

CLUSTER_CHUNK = 2000
"""Parcels in a task of a cluster: small enough that many workers have something to do."""
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
            "replaced. Without WHERE the parcels in force are screened, not those that a new issue replaced or withdrew."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_text("ROLES", tr("Roles of the red lines (comma-separated codes; empty = all)"))
        number = QgsProcessingParameterNumber.Type
        self.addParameter(QgsProcessingParameterNumber(
            "WORKERS", tr("Worker processes (0 = the cores, up to 4)"), number.Integer, 0, True, 0, 64))
        self.addParameter(QgsProcessingParameterNumber(
            "SLIVER", tr("Drop overlaps smaller than (m²)"), number.Double, 0.0, True, 0.0))
        self.add_text("CLUSTER", tr("Dask scheduler (tcp://host:8786; empty = this machine)"))
        self.addParameter(QgsProcessingParameterFeatureSink(
            "INTERSECTIONS", tr("Intersections"), optional=True, createByDefault=False))
        self.addParameter(QgsProcessingParameterFeatureSink(
            "REMAINDERS", tr("Remainders: what approvals and other layers leave of a parcel"), optional=True,
            createByDefault=False))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Screen in a worker process, then record all facts in one transaction."""
        start = time.perf_counter()
        for name in ("INTERSECTIONS", "REMAINDERS"):
            self._spare_sink(name, parameters, context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            lines = lines_of(ledger, self.words(parameters, "ROLES", context))
            ensure_caches(ledger, lines, feedback, context)
            where = self.text(parameters, "WHERE", context)
            uids = select(ledger, where)
            if not where.strip():  # without a choice what is in force; chosen parcels are screened whatever became of them
                uids, left_out = in_force(ledger, uids)
                tell_left_out(left_out, feedback)
            if not uids:
                raise BadInput(tr("WHERE selects no parcel: nothing was screened."))
            job, runner = self._job(parameters, context, ledger, lines)
            with screened(job, ledger.parcel_shapes(uids), feedback, runner) as result:
                feedback.check()
                outputs = self._sinks(parameters, context, ledger, result, job)
                feedback.check()  # what was written beside the ledger is no result of it yet
                overlaps, screenings = result.overlaps(), result.screenings()
                ledger.record_screening(
                    overlaps, screenings, uids, [line.redline_id for line in lines],
                    {"engine": result.engine, "sliver_m2": f"{job.sliver_m2:g}", "area_rule": ledger.area_rule.text()},
                    result.parts(), result.role_covers())
                outputs.update(SCREENED=len(uids), OVERLAPS=len(overlaps), OUTSIDE=result.outside(), ENGINE=result.engine,
                               ENGINE_SECONDS=result.engine_seconds)
        _tell(screenings, job.targets, feedback)
        outputs["SECONDS"] = time.perf_counter() - start
        return outputs

    def _job(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger,
             lines: List[Redline]) -> Tuple[Job, Runner]:
        """What to screen and where: in processes beside QGIS, or on a cluster."""
        cluster = self.text(parameters, "CLUSTER", context).strip()
        job = Job(targets_of(ledger, lines), ledger.area_rule, ledger.crs_wkt,
                  self.parameterAsInt(parameters, "WORKERS", context), self.parameterAsDouble(parameters, "SLIVER", context),
                  bool(parameters.get("INTERSECTIONS")), bool(parameters.get("REMAINDERS")))
        if not cluster:
            return job, Runner()
        return replace(job, chunk=CLUSTER_CHUNK), Runner(cluster=cluster, shared=str(ledger.files))

    def _spare_sink(self, name: str, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a ledger as destination of ground: QGIS would replace the file or write into it."""
        wanted = parameters.get(name)
        if isinstance(wanted, QgsProcessingOutputLayerDefinition):
            wanted = wanted.sink.staticValue()
        inside = _DATABASE.search(str(wanted or ""))
        path = Path(inside.group(1) if inside else str(wanted or ""))
        if path.is_file():
            self.spare(path, parameters, context)

    def _sinks(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, result: Result,
               job: Job) -> Dict[str, Any]:
        """Write the ground of every overlap fact, and what roles leave, where they are asked for."""
        outputs: Dict[str, Any] = {}
        numbers = {}
        if job.pieces or job.remainders:
            numbers = {parcel.parcel_uid: parcel.source_no for parcel in ledger.parcels(result.uids, geometry=False)}
        if job.pieces:
            rows = ((wkb, [uid, numbers.get(uid, ""), target.redline_id, target.role, code, float(area or 0)])
                    for uid, target, code, wkb, area in result.pieces())
            columns = ("parcel_uid", "source_no", "redline_id", "role", "class_code", "area_m2")
            outputs["INTERSECTIONS"] = self._written("INTERSECTIONS", parameters, context, ledger, columns, rows)
        if job.remainders:
            left = ((wkb, [uid, numbers.get(uid, ""), role, float(area)]) for uid, role, wkb, area in result.remainders())
            columns = ("parcel_uid", "source_no", "role", "area_m2")
            outputs["REMAINDERS"] = self._written("REMAINDERS", parameters, context, ledger, columns, left)
        return outputs

    def _written(self, name: str, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger,
                 columns: Sequence[str], rows: Iterable[Tuple[bytes, List[Any]]]) -> str:
        """Write polygons (WKB, ledger CRS) with their attributes into a sink; columns of ``_m2`` are numbers."""
        fields = QgsFields()
        for column in columns:
            fields.append(field(column, "real" if column.endswith("_m2") else "text"))
        sink, destination = self.parameterAsSink(parameters, name, context, fields, QgsWkbTypes.Type.MultiPolygon,
                                                 ledger_crs(ledger))
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        for wkb, values in rows:
            feature = QgsFeature(fields)
            shape = geometry_of(wkb)
            shape.convertToMultiType()
            feature.setGeometry(shape)
            feature.setAttributes(values)
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        return str(destination)


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

    def rest(code: str) -> bool:
        entry = roles.get(code)
        return bool(entry and entry.extra.get("rest"))

    return [Target(line.redline_id, line.role, str((folder / line.cache).resolve()), tessellates(line.role), rest(line.role))
            for line in lines]


def _tell(screenings: ScreeningColumns, targets: List[Target], feedback: AlgorithmFeedback) -> None:
    """Say how exactly the tessellations close, and what carries a remark."""
    tiled = np.array([target.tessellation for target in targets], dtype=bool)[screenings.line]
    if tiled.any():
        feedback.say(tr("Closure of classes + uncovered against the parcel, before rounding: at most {closure} m².").format(
            closure=f"{np.abs(screenings.closure[tiled]).max():.1e}"))
    if screenings.notes:
        feedback.warn(tr("{count} results carry a remark, the first: {note}").format(
            count=len(screenings.notes), note=screenings.notes[min(screenings.notes)]))
