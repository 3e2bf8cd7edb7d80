"""``importparcels``: what was handed down becomes a batch of the ledger."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any, Dict, Iterator, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
)

from ..domain.errors import BadInput
from ..domain.parcel import Batch, Parcel
from ..domain.readings import iso_date
from ..files import replacing, safe_name, withdrawn_on_failure
from ..i18n import tr
from ..intake.fields.mapping import UNITS
from ..intake.report import write_quarantine
from ..intake.taking_in.checks import checks_json
from ..intake.taking_in.import_report import import_report
from ..intake.taking_in.importer import ImportRequest, Prepared, prepare
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class ImportParcels(FarmlandAlgorithm):
    """Import a hand-over of suspect parcels (下发图斑) into the ledger."""

    ID = "importparcels"
    ICON = "import"
    NUMBERS = ("READ", "IMPORTED", "QUARANTINED", "REPAIRED", "OVERLAPPING", "CLUES", "LINKS")
    STRINGS = ("BATCH_ID",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Import parcels")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Imports parcels from a shapefile, GeoPackage, file geodatabase, GeoJSON, KML, DXF, table, boundary-point TXT or "
            "VCT, or from a folder or zip of them, as one batch. CRS, encoding, fields and the unit of the area are concluded "
            "and the report says why. A row that cannot become a parcel is quarantined with its reason, a row that is only a "
            "point becomes a clue: read = imported + quarantined, clues included. Parcels on ground that is in the ledger "
            "already are linked, not removed. The same file is not imported twice. A dry run reads and checks everything and "
            "writes only the report and the checks."
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
        self.add_text("PROFILE", tr("Saved mapping (name; empty = the one that fits)"))
        self.add_text("TRANSFORMATION", tr("Transformation from Xian 1980 or Beijing 1954"))
        self.add_text("REISSUE_OF", tr("Issued again for the batch (name or id)"))
        self.add_choice("KIND", tr("Kind of batch"), list(kinds().values()), kinds()["issued"], True)
        self.add_input("DECISIONS", tr("Decisions on overlaps (JSON)"), optional=True, filter=tr("Decisions (*.json)"))
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))
        self.add_file_output("CHECKS", tr("Checks, for programs"), tr("Checks (*.json)"))
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))
        self.add_file_output("QUARANTINE", tr("Quarantined rows"), tr("GeoPackage (*.gpkg);;CSV (*.csv)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Prepare everything, then write batch, report and quarantined rows together."""
        request = self._request(parameters, context)
        dry = self.parameterAsBool(parameters, "DRY_RUN", context)
        with Ledger.open(self.ledger_address(parameters, context), write=not dry) as ledger, closing(
                prepare(ledger, request, context.transformContext(), feedback)) as done:
            files = self._files(parameters, context, ledger, done, dry)
            feedback.check()
            self._write(ledger, done, files, dry)
            _tell(done, feedback, dry)
            batch = done.batch
            return {
                "BATCH_ID": "" if dry else batch.batch_id, "READ": batch.read_count, "IMPORTED": batch.imported_count,
                "QUARANTINED": batch.quarantined_count, "REPAIRED": batch.repaired_count,
                "OVERLAPPING": batch.overlapping_count, "CLUES": len(done.clues), "LINKS": len(done.links),
                **{name: str(path or "") for name, path in files.items()},
            }

    def _files(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, done: Prepared,
               dry: bool) -> Dict[str, Optional[Path]]:
        """Return where report, quarantined rows and checks go; what was not asked for goes nowhere in a dry run."""
        stem = f"{safe_name(done.batch.name)}_{done.batch.batch_id[-6:]}"
        folder = ledger.files / "reports"
        wanted: Dict[str, Optional[Path]] = {}
        for name, default, needed in (("REPORT", f"{stem}.html", not dry), ("CHECKS", f"{stem}_checks.json", False),
                                      ("QUARANTINE", f"{stem}_quarantine.gpkg", bool(done.quarantined) and not dry)):
            asked = bool(parameters.get(name))
            wanted[name] = self.optional_output(parameters, name, context, folder / default) if asked or needed else None
        return wanted

    def _request(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ImportRequest:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if parameters.get("CRS") and not crs.isValid():
            raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."),
                           crs=parameters["CRS"])
        return ImportRequest(
            path=str(self.path(parameters, "INPUT", context)), source=self.text(parameters, "SOURCE", context),
            layer=self.text(parameters, "LAYER", context), batch=self.text(parameters, "BATCH", context),
            crs=(crs.authid() or crs.toWkt()) if crs.isValid() else "", encoding=self.text(parameters, "ENCODING", context),
            area_unit=self._unit(parameters, context),
            field_map=self._optional_file(parameters, "FIELD_MAP", context),
            remediate_by=self._date(parameters, "REMEDIATE_BY", context),
            accept_by=self._date(parameters, "ACCEPT_BY", context), profile=self.text(parameters, "PROFILE", context),
            transformation=self.text(parameters, "TRANSFORMATION", context),
            reissue_of=self.text(parameters, "REISSUE_OF", context), kind=self._kind(parameters, context),
            decisions=self._optional_file(parameters, "DECISIONS", context),
        )

    def _optional_file(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[Path]:
        text = self.text(parameters, name, context)
        return Path(text) if text else None

    def _kind(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the code of the kind of batch, given as code or as the label the dialog offers."""
        text = self.text(parameters, "KIND", context) or "issued"
        return next((code for code, label in kinds().items() if text == label), text)

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

    def _write(self, ledger: Ledger, done: Prepared, files: Dict[str, Optional[Path]], dry: bool) -> None:
        """Write the files, then commit the batch: a file that cannot be written leaves the ledger as it was."""
        systems = {m.source.name: m.source.crs.toWkt() for m in done.members}
        report, quarantine, checks = files["REPORT"], files["QUARANTINE"], files["CHECKS"]
        with ExitStack() as open_files:
            if report is not None:
                open_files.enter_context(replacing(report)).write_text(
                    import_report(done, written=not dry, earlier=_earlier(ledger, done)), encoding="utf-8")
            if quarantine is not None:
                write_quarantine(open_files.enter_context(replacing(quarantine)), done.quarantined, systems)
            if checks is not None:
                text = json.dumps(checks_json(done), ensure_ascii=False, indent=1)
                open_files.enter_context(replacing(checks)).write_text(text + "\n", encoding="utf-8")
        if not dry:
            with withdrawn_on_failure(*(path for path in files.values() if path is not None)):
                ledger.add_batch(done.batch, done.parcels, done.quarantined, clues=done.clues, places=done.places,
                                 links=done.links, reissued=done.reissued, compared=done.batch_names)


def _earlier(ledger: Ledger, done: Prepared) -> Iterator[Parcel]:
    """Yield the parcels of the batch that was issued again, without geometry."""
    return ledger.parcels([row.other_uid for row in done.reissued if row.other_uid], geometry=False)


def kinds() -> Dict[str, str]:
    """Return the kinds of batch that can be imported, code and label."""
    return {"issued": tr("issued"), "drawn": tr("drawn here")}


def units() -> Dict[str, str]:
    """Return the units of area a hand-over may use, code and label."""
    labels = {"auto": tr("concluded from the values"), "m2": tr("square metres"), "mu": tr("mu"), "ha": tr("hectares")}
    return {code: labels.get(code, code) for code in UNITS}


def _tell(done: Prepared, feedback: AlgorithmFeedback, dry: bool) -> None:
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
    if done.clues:
        feedback.say(tr("{count} rows are only points: they are clues.").format(count=len(done.clues)))
    if done.doubts:
        feedback.warn(tr("{count} doubts: see the report.").format(count=len(done.doubts)))
    if dry:
        feedback.say(tr("This was a check: nothing was written to the ledger."))
