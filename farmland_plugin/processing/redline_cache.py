"""Making a red line's cache beside the ledger: for the first time, or again where it is missing, damaged or was altered."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, Iterable, Optional

from qgis.core import QgsCoordinateTransformContext, QgsProcessingContext, QgsVectorLayer
from qgis.PyQt.QtCore import QThread

from ..domain.codes import Entry
from ..domain.errors import BadInput, Cancelled, FarmlandError
from ..domain.layer_fields import Columns, pick_columns
from ..domain.parcel import Redline
from ..domain.progress import Feedback
from ..i18n import message, tr
from ..intake.opening.origin import PROJECT, origin_of_redline, source_stands
from ..intake.opening.source import Source
from ..ledger.caches import MISSING, UNSEALED, cache_at, fault_of, note_whole, take_as_it_is
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..ledger.sources import CHANGED
from ..screening.redline import Counts, build_cache, cache_name, edge_transform

BROKEN_EDGES = "edges"  # in the name of a cache whose long edges were broken before they were moved to another CRS


def cache_path(ledger: Ledger, line: Redline) -> Path:
    """Return where a red line's cache lies, or should."""
    return cache_at(ledger.files, line.cache)


def name_of_cache(ledger: Ledger, role: Entry, source: Source, columns: Columns) -> str:
    """Return the name of the cache a source gives: everything that shapes it is in the name."""
    moved = [BROKEN_EDGES] if source.crs != ledger_crs(ledger) else []
    details = [f"{key}={name}" for key, name in columns.details]
    return cache_name(source.sha256, source.name, role.code, source.crs_text(), source.encoding, str(ledger.epsg),
                      columns.class_code, columns.coefficient, columns.name, *details, *moved)


def make_cache(ledger: Ledger, target: Path, source: Source, columns: Columns, context: QgsCoordinateTransformContext,
               feedback: Feedback) -> Counts:
    """Write a cache; a file that was there before is replaced only by a whole one.

    :raises BadInput: when the source has no usable polygon; then no file is left that was not there.
    """
    fresh, done = not target.exists(), False
    transform = edge_transform(source.crs, ledger_crs(ledger), context)
    try:
        counts = build_cache(target, source, source.count, columns, ledger.crs_wkt, transform, feedback)
        if not counts.features:
            raise BadInput(tr("{path} holds no usable polygon ({reason})."), path=source.name,
                           reason=counts.reason or tr("it is empty"))
        done = True
        note_whole(ledger.files, target.name)
    finally:
        if fresh and not done:
            target.unlink(missing_ok=True)
    return counts


def ensure_cache(ledger: Ledger, line: Redline, feedback: Feedback, context: Optional[QgsCoordinateTransformContext] = None,
                 layer: Optional[Any] = None) -> Path:
    """Return a red line's cache; one that is missing, damaged or was altered is made again from the registered source, if that
    holds the same data. One made before caches were sealed is taken as it is where the source cannot be had.

    :param layer: of the project, for a red line that came from one.
    :raises BadInput: in one sentence, when the source cannot be reached, cannot be read or holds other data now.
    """
    target, fault = cache_path(ledger, line), fault_of(ledger.files, line.cache)
    if not fault:
        return target
    said = {MISSING: tr("The copy of the red line {name} is missing beside the ledger: it is made again from {path}."),
            UNSEALED: tr("The copy of the red line {name} was made by an earlier version, without a proof: it is made again from "
                         "{path}.")}.get(fault, tr("The copy of the red line {name} beside the ledger is damaged or was altered: "
                                                   "it is made again from {path}."))
    feedback.say(said.format(name=line.name, path=line.source_path))
    try:
        _make_again(ledger, line, fault == MISSING, feedback, context or QgsCoordinateTransformContext(), layer)
    except Cancelled:
        raise
    except (FarmlandError, OSError):
        if fault != UNSEALED or not take_as_it_is(ledger.files, line.cache, line.features):
            raise
        feedback.warn(tr("The source of the red line {name} cannot be had: its copy shows no damage and is taken as it is.")
                      .format(name=line.name))
    return target


def _make_again(ledger: Ledger, line: Redline, missing: bool, feedback: Feedback, context: QgsCoordinateTransformContext,
                layer: Optional[Any]) -> None:
    file = f"redlines/{line.cache}"
    try:
        origin = origin_of_redline(line, ledger, layer)
        source = origin.open(line.settings.get("encoding", ""), line.source_crs, feedback.check)
    except Cancelled:
        raise
    except FarmlandError as error:
        raise BadInput(
            tr("The copy of the red line {name} is missing beside the ledger and its source cannot be read ({reason}) "
               "Copy {file} from a colleague's folder, or register the layer again.") if missing else
            tr("The copy of the red line {name} beside the ledger is damaged or was altered and its source cannot be read "
               "({reason}) Copy {file} from a colleague's folder, or register the layer again."),
            name=line.name, reason=message(error), file=file) from error
    with closing(source):
        if source.sha256 != line.sha256:
            raise BadInput(
                tr("The copy of the red line {name} is missing beside the ledger and {path} holds other data now than "
                   "when it was registered: copy {file} from a colleague's folder, or register the layer again in "
                   "its place.") if missing else
                tr("The copy of the red line {name} beside the ledger is damaged or was altered and {path} holds other data now "
                   "than when it was registered: copy {file} from a colleague's folder, or register the layer again in "
                   "its place."),
                name=line.name, path=line.source_path, file=file)
        role = ledger.dictionary("redline_role").require(line.role)
        given = {key: name for key, name in line.field_map.items() if name}
        columns = pick_columns(source.fields, _only(role, line), given)
        make_cache(ledger, cache_path(ledger, line), source, columns, context, feedback)


def ensure_caches(ledger: Ledger, lines: Iterable[Redline], feedback: Feedback, context: QgsProcessingContext) -> None:
    """Make the caches again that are missing or damaged beside the ledger, before an algorithm reads them (``ensure_cache``).

    A file that is no longer the one registered is told: what is read is the copy.
    """
    for line in lines:
        layer = project_layer(line.settings.get("layer", ""), context) if line.source_kind == PROJECT else None
        if layer is not None and layer.thread() != QThread.currentThread():
            layer = None  # it may be read in the thread it lives in only; the sentence says to register it again
        ensure_cache(ledger, line, feedback, context.transformContext(), layer)
        if source_stands(line, ledger) == CHANGED:
            feedback.warn(tr("{path} is no longer the file that was registered as {name}: the copy of that one is read; register "
                             "the file again in its place.").format(path=line.source_path, name=line.name))


def project_layer(text: str, context: QgsProcessingContext) -> Optional[QgsVectorLayer]:
    """Return the layer of the project that a text names by id, source or name; None when it names none."""
    project = context.project()
    if not text or project is None:
        return None
    layers = [layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer)]
    for named in (QgsVectorLayer.id, QgsVectorLayer.source, QgsVectorLayer.name):
        found = [layer for layer in layers if named(layer) == text]
        if found:
            return found[0]
    return None


def _only(role: Entry, line: Redline) -> Entry:
    """Return a role that takes the fields a red line was registered with and no others: its results must not change."""
    known = {key: names for key, names in role.extra.get("detail_fields", {}).items() if key in line.field_map}
    return Entry(role.code, role.label, role.label_zh, role.aliases, {
        **role.extra, "class_fields": [], "net_fields": [], "name_fields": [], "detail_fields": known})
