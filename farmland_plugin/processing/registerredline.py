"""``registerredline``: a reference layer becomes a red line of the ledger."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List, Optional

from qgis.core import QgsProcessingContext, QgsProcessingParameterCrs

from ..domain.codes import Entry
from ..domain.errors import BadInput
from ..domain.parcel import Redline
from ..domain.readings import iso_date
from ..files import text_of
from ..i18n import tr
from ..intake.opening.source import Source, open_source
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..screening.redline import Columns, Counts, build_cache, cache_name, pick_columns, vertex_transform
from .base import AlgorithmFeedback, FarmlandAlgorithm

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
            "approvals …). It is brought to the ledger's CRS vertex by vertex, repaired and kept beside the ledger with its "
            "content hash, so that every screening says which data it rests on. The source file is not changed."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Layer file, folder or zip"))
        self.add_text("LAYER", tr("Layer (GeoPackage with several)"))
        self.add_code("ROLE", tr("Role of the layer"), "redline_role")
        self.add_text("NAME", tr("Name (empty = the file's name)"))
        self.add_text("VINTAGE", tr("Vintage (date or year of the data)"))
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS (empty = concluded)"), None, True))
        self.add_text("ENCODING", tr("Encoding (empty = concluded)"))
        self.add_text("FIELD_MAP", tr("Field map (JSON or a .json file: class_code, coefficient, name)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Normalise the layer into the ledger's cache, then register it."""
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            role = ledger.dictionaries["redline_role"].require(self.text(parameters, "ROLE", context))
            with closing(self._source(parameters, context)) as source:
                line = self._register(parameters, context, ledger, role, source, feedback)
        return _outputs(line)

    def _register(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, role: Entry,
                  source: Source, feedback: AlgorithmFeedback) -> Redline:
        feedback.say(f"{source.name}: {source.crs_note}")
        field_map = _field_map(self.text(parameters, "FIELD_MAP", context))
        columns = pick_columns(source.fields, role, field_map)
        line = self._line(parameters, context, ledger, role, source, columns)
        known = _registered(ledger, line)
        cache = ledger.files / "redlines" / line.cache
        if known is not None and cache.exists():
            feedback.warn(tr("This layer is registered already: nothing was changed."))
            return known
        transform = vertex_transform(source.crs, ledger_crs(ledger), context.transformContext())
        fresh = not cache.exists()
        registered = False
        try:
            counts = build_cache(cache, source, source.count, columns, ledger.crs_wkt, transform, feedback)
            if not counts.features:
                raise BadInput(tr("{path} holds no usable polygon ({reason})."), path=source.path,
                               reason=counts.reason or tr("it is empty"))
            line = Redline(**{**line.__dict__, "features": counts.features, "repaired": counts.repaired})
            if known is None:
                ledger.add_redline(line)
            registered = True
        finally:
            if fresh and not registered:
                cache.unlink(missing_ok=True)
        _tell(counts, columns, line, feedback)
        if known is not None:  # a second row would count its ground twice
            feedback.warn(tr("This layer is registered already; its missing copy beside the ledger was made again."))
        return known or line

    def _source(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Source:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if parameters.get("CRS") and not crs.isValid():
            raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."),
                           crs=parameters["CRS"])
        return open_source(self.path(parameters, "INPUT", context), self.text(parameters, "LAYER", context),
                           self.text(parameters, "ENCODING", context),
                           (crs.authid() or crs.toWkt()) if crs.isValid() else "")

    def _line(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, role: Entry, source: Source,
              columns: Columns) -> Redline:
        cache = cache_name(source.sha256, source.name, role.code, source.crs_text(), source.encoding, str(ledger.epsg),
                           *columns.__dict__.values())
        return Redline(
            ledger.new_uid(), role.code, self.text(parameters, "NAME", context) or source.name,
            vintage(self.text(parameters, "VINTAGE", context)), str(source.path), source.sha256, 0, 0, cache, source.crs_text(),
            dict(columns.__dict__))


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


def _registered(ledger: Ledger, line: Redline) -> Optional[Redline]:
    """The red line that was registered from the same content under the same name and vintage."""
    same: List[Redline] = [known for known in ledger.redlines()
                           if (known.cache, known.role, known.name, known.vintage)
                           == (line.cache, line.role, line.name, line.vintage)]
    return same[0] if same else None


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
