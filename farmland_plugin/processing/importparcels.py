"""``importparcels``: what was handed down becomes a batch of the ledger."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import QgsProcessingContext, QgsProcessingParameterCrs

from ..domain.errors import BadInput
from ..domain.parcel import Batch
from ..domain.readings import iso_date
from ..files import replacing, safe_name, withdrawn_on_failure
from ..i18n import tr
from ..intake.importer import ImportRequest, Prepared, prepare
from ..intake.mapping import UNITS
from ..intake.report import import_report, write_quarantine
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class ImportParcels(FarmlandAlgorithm):
    """Import a hand-over of suspect parcels (下发图斑) into the ledger."""

    ID = "importparcels"
    ICON = "import"
    NUMBERS = ("READ", "IMPORTED", "QUARANTINED", "REPAIRED", "OVERLAPPING")
    STRINGS = ("BATCH_ID",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Import parcels")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Imports parcels from a shapefile, GeoPackage, GeoJSON or boundary-point TXT, or from a folder or zip of them, "
            "as one batch. CRS, encoding, fields and the unit of the area are concluded and the report says why. A row "
            "that cannot become a parcel is quarantined with its reason: read = imported + quarantined. The same file is "
            "not imported twice."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("File, folder or zip that was handed down"))
        self.add_text("LAYER", tr("Layer (GeoPackage with several)"))
        self.add_text("BATCH", tr("Name of the batch (empty = the file's name)"))
        self.add_code("SOURCE", tr("Source of the clues"), "source", "satellite")
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS (empty = concluded)"), None, True))
        self.add_text("ENCODING", tr("Encoding (empty = concluded)"))
        self.add_choice("AREA_UNIT", tr("Unit of the monitored area"), list(units().values()), units()["auto"], True)
        self.add_input("FIELD_MAP", tr("Field map (JSON)"), optional=True, filter=tr("Field map (*.json)"))
        self.add_text("REMEDIATE_BY", tr("Remediate by (date)"))
        self.add_text("ACCEPT_BY", tr("Accept by (date)"))
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))
        self.add_file_output("QUARANTINE", tr("Quarantined rows"), tr("GeoPackage (*.gpkg);;CSV (*.csv)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Prepare everything, then write batch, report and quarantined rows together."""
        request = self._request(parameters, context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            done = prepare(ledger, request, context.transformContext(), feedback)
            stem = f"{safe_name(done.batch.name)}_{done.batch.batch_id[-6:]}"
            report = self.optional_output(parameters, "REPORT", context, ledger.files / "reports" / f"{stem}.html")
            quarantine: Optional[Path] = self.optional_output(
                parameters, "QUARANTINE", context, ledger.files / "reports" / f"{stem}_quarantine.gpkg")
            if not done.quarantined and not parameters.get("QUARANTINE"):
                quarantine = None
            feedback.check()
            self._write(ledger, done, report, quarantine)
        _tell(done, feedback)
        batch = done.batch
        return {
            "BATCH_ID": batch.batch_id, "READ": batch.read_count, "IMPORTED": batch.imported_count,
            "QUARANTINED": batch.quarantined_count, "REPAIRED": batch.repaired_count,
            "OVERLAPPING": batch.overlapping_count, "REPORT": str(report), "QUARANTINE": str(quarantine or ""),
        }

    def _request(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ImportRequest:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if parameters.get("CRS") and not crs.isValid():
            raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."),
                           crs=parameters["CRS"])
        field_map = self.text(parameters, "FIELD_MAP", context)
        return ImportRequest(
            path=str(self.path(parameters, "INPUT", context)), source=self.text(parameters, "SOURCE", context),
            layer=self.text(parameters, "LAYER", context), batch=self.text(parameters, "BATCH", context),
            crs=(crs.authid() or crs.toWkt()) if crs.isValid() else "", encoding=self.text(parameters, "ENCODING", context),
            area_unit=self._unit(parameters, context),
            field_map=Path(field_map) if field_map else None,
            remediate_by=self._date(parameters, "REMEDIATE_BY", context),
            accept_by=self._date(parameters, "ACCEPT_BY", context),
        )

    def _unit(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the code of the unit, given as code or as the label the dialog offers."""
        text = self.text(parameters, "AREA_UNIT", context) or "auto"
        return next((code for code, label in units().items() if text == label), text)

    def _date(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[date]:
        text = self.text(parameters, name, context)
        if not text:
            return None
        found = iso_date(text)
        if found is None:
            raise BadInput(tr("{name} is {value}, which is no date: write it as 2026-07-03."), name=self.label(name), value=text)
        return date.fromisoformat(found)

    def _write(self, ledger: Ledger, done: Prepared, report: Path, quarantine: Optional[Path]) -> None:
        """Write the files, then commit the batch: a file that cannot be written leaves the ledger as it was."""
        systems = {m.source.name: m.source.crs.toWkt() for m in done.members}
        with ExitStack() as files:
            files.enter_context(replacing(report)).write_text(import_report(done), encoding="utf-8")
            if quarantine is not None:
                write_quarantine(files.enter_context(replacing(quarantine)), done.quarantined, systems)
        with withdrawn_on_failure(report, *([quarantine] if quarantine is not None else [])):
            ledger.add_batch(done.batch, done.parcels, done.quarantined)


def units() -> Dict[str, str]:
    """Return the units of area a hand-over may use, code and label."""
    labels = {"auto": tr("concluded from the values"), "m2": tr("square metres"), "mu": tr("mu"), "ha": tr("hectares")}
    return {code: labels.get(code, code) for code in UNITS}


def _tell(done: Prepared, feedback: AlgorithmFeedback) -> None:
    batch: Batch = done.batch
    for member in done.members:
        feedback.say(f"{member.source.name}: {member.source.crs_note}")
    feedback.say(tr("{read} read = {imported} imported + {quarantined} quarantined; {repaired} repaired, {overlapping} "
                    "on ground that is in the ledger already.").format(
                        read=batch.read_count, imported=batch.imported_count, quarantined=batch.quarantined_count,
                        repaired=batch.repaired_count, overlapping=batch.overlapping_count))
    if batch.quarantined_count:
        feedback.warn(tr("{count} rows were quarantined: see the report for the reasons.").format(
            count=batch.quarantined_count))
