"""``exportpackages``: one evidence package per parcel, ready to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
)

from ..domain.errors import BadInput
from ..domain.parcel import Parcel, Scene
from ..domain.wkb import envelope
from ..evidence.facts import Evidence, Gatherer
from ..evidence.frames import SheetCrs, neighbour_layer, redline_layers
from ..evidence.naming import file_numbers
from ..evidence.package import Built, OutputFolder, PackageKind, PackageWriter, blocked_entry
from ..evidence.requirements import Missing, missing
from ..evidence.runreport import write_report
from ..evidence.sheet import Picture, SheetPrinter, chinese_family
from ..files import sha256_of
from ..i18n import language, tr
from ..imagery.window import best_window, candidates
from ..ledger.ledger import Ledger
from ..ledger.reissues import replaced
from ..ledger.selection import select
from .base import AlgorithmFeedback, FarmlandAlgorithm

Outcome = Dict[str, Any]


class ExportPackages(FarmlandAlgorithm):
    """Export evidence packages (举证包): BagIt folders with sheet, tables, polygon, imagery and journal."""

    ID = "exportpackages"
    ICON = "package"
    NUMBERS = ("PACKAGES", "BLOCKED")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export evidence packages")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Makes one package per parcel: the A4 evidence sheet (PDF), overlap tables, the polygon as issued, imagery "
            "windows and the parcel's journal, sealed with SHA-256 and SM3. Parcels that lack something a package of "
            "this kind needs are held back and listed in the report with how to mend it. A package stands under its "
            "final name only when complete and checked.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_code("KIND", tr("Kind of package"), "package_kind", "evidence")
        self.add_where()
        self.add_code("RECIPIENT", tr("Recipient"), "recipient", "internal")
        self.addParameter(QgsProcessingParameterFolderDestination("OUTPUT", tr("Folder for the packages")))
        self.addParameter(QgsProcessingParameterBoolean("ZIP", tr("Zip each package"), False))
        self.add_file_output("REPORT", tr("Report"), tr("Report (*.html *.json)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Outcome:
        """Export what is ready, report what is not."""
        output = self._folder(parameters, context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            kind = package_kind(ledger, self.text(parameters, "KIND", context),
                                self.text(parameters, "RECIPIENT", context))
            uids = select(ledger, self.text(parameters, "WHERE", context))
            report = self.optional_output(parameters, "REPORT", context,
                                          ledger.files / "reports" / "packages.html")
            if not uids:
                raise BadInput(tr("WHERE selects no parcel: no package was made."))
            with OutputFolder(output) as folder:
                run = _Run(ledger, folder, kind, feedback)
                try:
                    run.export(uids, self.parameterAsBool(parameters, "ZIP", context))
                finally:
                    run.close()
                    write_report(report, kind.title, run.built, run.blocked)
        feedback.say(tr("{made} packages made in {folder}, {blocked} held back: the report says what they lack.").format(
            made=len(run.built), folder=output, blocked=len(run.blocked)))
        return {"OUTPUT": str(output), "PACKAGES": len(run.built), "BLOCKED": len(run.blocked), "REPORT": str(report)}

    def _folder(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Path:
        """Return the folder asked for; evidence must not lie where QGIS tidies up."""
        text = self.text(parameters, "OUTPUT", context)
        temporary = Path(QgsProcessingUtils.tempFolder())
        if not text or text == QgsProcessing.TEMPORARY_OUTPUT or temporary in Path(text).parents:
            raise BadInput(tr("Choose a folder for the packages: a temporary one is deleted when QGIS closes."))
        return Path(text)


def package_kind(ledger: Ledger, kind: str, recipient: str) -> PackageKind:
    """Return what packages of a kind for a recipient have in common.

    :raises BadInput: when the ledger's dictionaries know one of them not.
    """
    entry = ledger.dictionaries["package_kind"].require(kind)
    receiver = ledger.dictionaries["recipient"].require(recipient).code
    titles = {
        "evidence": tr("Evidence map of a suspected parcel"), "acceptance": tr("Acceptance map of a rectified parcel"),
        "appeal": tr("Appeal map of a suspected parcel"), "writeoff": tr("Write-off map of a parcel"),
    }
    profile = ledger.rule(f"profile_{receiver}")
    secrecy = {"internal": tr("Internal: keep safe"), "party": tr("Copy for the party concerned")}
    return PackageKind(entry.code, str(entry.extra["prefix"]), titles.get(entry.code, entry.code), receiver, profile,
                       secrecy.get(str(profile.get("secrecy")), ""))


class _Run:
    """One export: what is shared by its packages, and what came of them."""

    def __init__(self, ledger: Ledger, folder: OutputFolder, kind: PackageKind, feedback: AlgorithmFeedback) -> None:
        self.built: List[Built] = []
        self.blocked: List[Dict[str, Any]] = []
        self._ledger = ledger
        self._feedback = feedback
        self._rule = ledger.rule("package_kinds").get(kind.code, {})
        self._gatherer = Gatherer(ledger, language())
        self._scenes = ledger.scenes()
        self._sound: Dict[str, bool] = {}
        self._replaced = replaced(ledger)
        parcels = list(ledger.parcels())
        self._numbers = file_numbers(parcels)
        self._crs = SheetCrs(ledger.crs_wkt, _middle(parcels))
        self._layers = redline_layers(ledger.redlines(), ledger.files / "redlines",
                                      ledger.dictionaries["redline_role"])
        self._near = neighbour_layer(self._crs.ledger, parcels)
        self._printer = SheetPrinter(self._crs, list(self._layers.values()), self._near)
        self._writer = PackageWriter(ledger, folder, kind, self._printer, self._windows)
        if not chinese_family():
            feedback.warn(tr("No Chinese font is installed: Chinese text on the sheets will be boxes. Install one, "
                             "for example fonts-wqy-microhei."))

    def close(self) -> None:
        """Let go of layers and layout."""
        self._printer.close()
        self._layers = {}

    def export(self, uids: List[str], as_zip: bool) -> None:
        """Make the packages one by one; Cancel stops between two, and those made stay."""
        for done, uid in enumerate(uids):
            if self._feedback.is_cancelled():
                self._feedback.warn(tr("Cancelled: {done} of {count} parcels were done.").format(
                    done=done, count=len(uids)))
                return
            evidence = self._gatherer.of(uid)
            lacking = self._lacking(evidence)
            if lacking:
                self.blocked.append(blocked_entry(evidence, lacking))
            else:
                self.built.append(self._writer.build(evidence, self._numbers[uid], as_zip))
                self._feedback.say(tr("{name}: package code {code}").format(
                    name=self.built[-1].name, code=self.built[-1].code))
            self._feedback.progress(100.0 * (done + 1) / len(uids))

    def _lacking(self, evidence: Evidence) -> List[Missing]:
        gone = self._replaced.get(evidence.parcel.parcel_uid)
        if gone is not None:
            return [Missing("replaced", gone.sentence(), tr("make the package of the parcel as issued now; this one is not in "
                                                            "force any more"))]
        return missing(evidence, self._rule, bool(self._usable("after", evidence)))

    def _usable(self, when: str, evidence: Evidence) -> List[Scene]:
        """Return the scenes that cover a parcel and still have the seal they were registered with."""
        return [scene for scene in candidates(self._scenes, when, envelope(evidence.parcel.geom))
                if self._is_sound(scene)]

    def _is_sound(self, scene: Scene) -> bool:
        """Whether a scene's file is there and unchanged; hashed once a run."""
        if scene.scene_id not in self._sound:
            path = Path(scene.path)
            self._sound[scene.scene_id] = path.is_file() and sha256_of(path) == scene.sha256
            if not self._sound[scene.scene_id]:
                self._feedback.warn(tr("{path} is gone or was changed since it was registered: it is not used. "
                                       "Register the image again.").format(path=path))
        return self._sound[scene.scene_id]

    def _windows(self, evidence: Evidence, folder: Path, number: str) -> Dict[str, Picture]:
        """Cut the before and after windows of a parcel, as large as the frames of its sheet."""
        extent, _ = self._printer.extent(evidence.parcel.geom)
        frame, box = self._crs.ledger_box(extent), envelope(evidence.parcel.geom)
        pictures = {}
        for when, mark in (("before", "前"), ("after", "后")):
            target = folder / f"{number}_{mark}.tif"
            try:
                scene = best_window(self._usable(when, evidence), when, box, frame, self._ledger.crs_wkt, target,
                                    self._crs.metres_per_unit)
            except BadInput as error:
                self._feedback.warn(str(error))
                continue
            if scene is not None:
                pictures[when] = Picture(scene, target)
        return pictures


def _middle(parcels: List[Parcel]) -> float:
    """Return the x of the middle of the first parcel: the longitude, where the ledger is in degrees."""
    if not parcels:
        return 0.0
    box = envelope(parcels[0].geom)
    return (box[0] + box[2]) / 2
