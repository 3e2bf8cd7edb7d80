"""``registerredline``: a reference layer becomes a red line of the ledger."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
)

from ..domain.codes import Entry
from ..domain.errors import BadInput, FarmlandError
from ..domain.layer_fields import Columns, pick_columns
from ..domain.parcel import Redline
from ..domain.readings import iso_date
from ..files import text_of
from ..i18n import tr
from ..intake.opening.origin import FILE, Origin, origin_of
from ..intake.opening.source import Source
from ..ledger.caches import fault_of
from ..ledger.ledger import Ledger
from ..ledger.sources import being_written, note_source, touched
from ..screening.redline import Counts
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .redline_cache import cache_path, make_cache, name_of_cache, project_layer

_YEAR = re.compile(r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$")


class RegisterRedline(FarmlandAlgorithm):
    """Register a reference layer (地类图斑, 永久基本农田, 生态保护红线 …) that parcels are screened against."""

    ID = "registerredline"
    ICON = "redline"
    NUMBERS = ("FEATURES", "REPAIRED")
    STRINGS = ("REDLINE_ID", "SHA256")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Register red line")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Registers a reference layer (land use, permanent basic farmland, ecological red line, growth boundary, "
            "approvals …) from a file, a layer of the project or a table of a database. It is brought to the ledger's CRS, long "
            "edges broken first, repaired and kept beside the ledger with its content hash, so that every screening says which "
            "data it rests on. The source is not changed; passwords are never kept. With REPLACES another red line is retired "
            "in the same step. The same data are refused when they are registered already, under whatever vintage."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Layer file, folder or zip; a layer of the project; or postgresql://… of a database"))
        self.add_text("LAYER", tr("Layer (GeoPackage with several), or schema.table of a database"))
        self.add_code("ROLE", tr("Role of the layer"), "redline_role")
        self.add_text("NAME", tr("Name (empty = the file's name)"))
        self.add_text("VINTAGE", tr("Vintage (date or year of the data)"))
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS (empty = concluded)"), None, True))
        self.add_text("ENCODING", tr("Encoding (empty = concluded)"))
        self.add_text("FIELD_MAP", tr("Field map (JSON or a .json file: class_code, coefficient, name, details of the role)"))
        self.add_text("REPLACES", tr("Replaces (id of the red line that is retired)"))
        self.addParameter(QgsProcessingParameterBoolean(
            "KEEP_BOTH", tr("Register data that stand under another vintage a second time"), False, True))

    def prepareAlgorithm(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                         feedback: QgsProcessingFeedback) -> bool:
        """Look at the project's layers in the thread they live in."""
        self._origin: Optional[Origin] = None
        self._fault: Optional[FarmlandError] = None
        text = self.text(parameters, "INPUT", context)
        layer = project_layer(text, context)
        try:
            if layer is not None:
                self._origin = origin_of(text, found=layer)
        except FarmlandError as error:  # told by processAlgorithm, in one sentence
            self._fault = error
        return True

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Normalise the layer into the ledger's cache, then register it."""
        if self._fault is not None:
            raise self._fault
        self.path(parameters, "INPUT", context)  # refuses an empty one
        origin = self._origin or origin_of(self.text(parameters, "INPUT", context), self.text(parameters, "LAYER", context))
        if origin.kind == FILE and being_written(Path(origin.path)):
            raise BadInput(tr("{path} is open in another program, and what was written there is not yet in the file: save it and "
                              "close it there, or take the layer out of the project, then register it."), path=origin.path)
        signed = touched(Path(origin.path)) if origin.kind == FILE else ""  # before it is read
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            role = ledger.dictionaries["redline_role"].require(self.text(parameters, "ROLE", context))
            with closing(self._source(parameters, context, origin, feedback)) as source:
                line = self._register(parameters, context, ledger, role, origin, source, feedback)
            if line.source_path == origin.path:
                note_source(ledger.files, line, signed, line.sha256)
        return _outputs(line)

    def _register(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, role: Entry,
                  origin: Origin, source: Source, feedback: AlgorithmFeedback) -> Redline:
        feedback.say(f"{source.name}: {source.crs_note}")
        columns = pick_columns(source.fields, role, _field_map(self.text(parameters, "FIELD_MAP", context)))
        line = self._line(parameters, context, ledger, role, origin, source, columns)
        replaces = _replaced(ledger, self.text(parameters, "REPLACES", context))
        known = _registered(ledger, line, replaces, self.parameterAsBool(parameters, "KEEP_BOTH", context))
        cache = cache_path(ledger, line)
        if known is not None and not fault_of(ledger.files, line.cache):
            feedback.warn(tr("This layer is registered already: nothing was changed."))
            return known
        fresh = not cache.exists()
        counts = make_cache(ledger, cache, source, columns, context.transformContext(), feedback)
        registered = False
        try:
            line = Redline(**{**line.__dict__, "features": counts.features, "repaired": counts.repaired,
                              "settings": {**line.settings, **counts.settings()}})
            if known is None:
                ledger.add_redline(line, replaces)
            registered = True
        finally:
            if fresh and not registered:
                cache.unlink(missing_ok=True)
        _tell(counts, columns, line, feedback)
        if known is not None:  # a second row would count its ground twice
            feedback.warn(tr("This layer is registered already; its copy beside the ledger was made again."))
        return known or line

    def _source(self, parameters: Dict[str, Any], context: QgsProcessingContext, origin: Origin,
                feedback: AlgorithmFeedback) -> Source:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if parameters.get("CRS") and not crs.isValid():
            raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."),
                           crs=parameters["CRS"])
        return origin.open(self.text(parameters, "ENCODING", context),
                           (crs.authid() or crs.toWkt()) if crs.isValid() else "", feedback.check)

    def _line(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, role: Entry, origin: Origin,
              source: Source, columns: Columns) -> Redline:
        return Redline(
            ledger.new_uid(), role.code, self.text(parameters, "NAME", context) or source.name,
            vintage(self.text(parameters, "VINTAGE", context)), origin.path, source.sha256, 0, 0,
            name_of_cache(ledger, role, source, columns), source.crs_text(), columns.field_map(),
            settings=origin.settings(source))


def vintage(text: str) -> str:
    """Return a year, a month (2025-12) or a date as ISO text; '' when none is given.

    :raises BadInput: when it is none of these.
    """
    found = text if not text or _YEAR.match(text) else iso_date(text)
    if found is None:
        raise BadInput(tr("VINTAGE is {value}, which is no date: write it as 2025-12-31, 2025-12 or 2025."), value=text)
    return found


def _field_map(text: str) -> Dict[str, str]:
    """Read FIELD_MAP: JSON text, or the path of a file with it."""
    if not text:
        return {}
    where = tr("The field map")
    if not text.startswith("{"):
        where = text
        text = text_of(Path(text))
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(tr("{file}, line {line}: not valid JSON ({reason})."), file=where, line=error.lineno,
                       reason=error.msg) from error
    if not isinstance(values, dict):
        raise BadInput(tr("{file} must be an object such as {example}."), file=where, example='{"class_code": "DLBM"}')
    return {str(key): str(value) for key, value in values.items()}


def _replaced(ledger: Ledger, text: str) -> str:
    """Return the id of the red line to replace, given by its id or its name, '' for none.

    :raises BadInput: when no red line that counts, or more than one, is called so.
    """
    if not text:
        return ""
    return one_redline(ledger, text).redline_id


def one_redline(ledger: Ledger, text: str) -> Redline:
    """Return the red line that counts with this id or name.

    :raises BadInput: when there is none, or more than one.
    """
    lines = ledger.redlines()
    found = [line for line in lines if line.redline_id == text] or [line for line in lines if line.name == text]
    if len(found) != 1:
        raise BadInput(tr("{given} names {count} red lines: give the id of one; there are {known}."), given=text,
                       count=len(found), known="; ".join(f"{line.redline_id} {line.name}" for line in lines) or "-")
    return found[0]


def _registered(ledger: Ledger, line: Redline, replaces: str, both: bool) -> Optional[Redline]:
    """Return the red line that was registered from the same content in the same way under the same name and vintage.

    :param both: whether the same data may stand under several vintages.
    :raises BadInput: when the same data are registered under another name or vintage, or were read in another way: they would
        count twice.
    """
    same = [known for known in ledger.redlines() if known.redline_id != replaces and known.same_layer(line)]
    for known in same:
        if (known.cache, known.name, known.vintage) == (line.cache, line.name, line.vintage):
            return known
    for known in same:
        vintage_ = known.vintage or tr("not stated")
        if known.vintage == line.vintage:
            raise BadInput(tr("The same data are registered as {name} ({vintage}) already, or were read with other fields then: "
                              "give {id} as REPLACES, or retire it first."), name=known.name, vintage=vintage_,
                           id=known.redline_id)
        if not both:
            raise BadInput(tr("The same data are registered as {name} ({vintage}) already: give {id} as REPLACES to put these in "
                              "their place, or KEEP_BOTH to let both vintages stand in the results."), name=known.name,
                           vintage=vintage_, id=known.redline_id)
    return None


def _outputs(line: Redline) -> Dict[str, Any]:
    return {"REDLINE_ID": line.redline_id, "FEATURES": line.features, "REPAIRED": line.repaired, "SHA256": line.sha256}


def _tell(counts: Counts, columns: Columns, line: Redline, feedback: AlgorithmFeedback) -> None:
    feedback.say(tr("{features} polygons, {repaired} repaired; class field: {field}; coefficient field: {net}.").format(
        features=counts.features, repaired=counts.repaired, field=columns.class_code or "-", net=columns.coefficient or "-"))
    if counts.percent:
        feedback.say(tr("The coefficients are percentages: divided by 100."))
    if counts.left_out:
        feedback.warn(tr("{count} rows were left out ({reason}).").format(count=counts.left_out, reason=counts.reason))
    if counts.unread_coefficients:
        feedback.warn(tr("{count} coefficients are no numbers from 0 to 100: taken as 0.").format(
            count=counts.unread_coefficients))
    if not line.vintage:
        feedback.warn(tr("No vintage was given: results cannot say of which year these data are."))
