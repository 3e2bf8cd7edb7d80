"""``exportfieldwork``: a folder to take into the field with QField, Mergin Maps or a like tool."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingUtils,
    QgsRectangle,
)

from ..domain.errors import BadInput
from ..domain.forms import Campaign
from ..files import write_trouble
from ..i18n import language, tr
from ..intake.fieldwork.layout import BASEMAP, DATA, IMAGE, PHOTOS
from ..ledger.cases.campaigns import campaign_for
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..ledger.reissues import in_force
from ..ledger.selection import select
from ..reports.survey_sheet import parcels_of
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .fieldwork.basemap import Sheet, cut_image, newest_scene, surroundings, write_redlines
from .fieldwork.project import write_project
from .fieldwork.tables import photo_sorts, write_tables
from .in_force import tell_left_out
from .redline_cache import ensure_caches

MARGIN_M = 200.0


class ExportFieldwork(FarmlandAlgorithm):
    """Export a project for field tools: a working GeoPackage, an offline base map and forms (外业采集工程)."""

    ID = "exportfieldwork"
    ICON = "fieldwork_out"
    NUMBERS = ("PARCELS",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export field project")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes a folder for QField, Mergin Maps or QGIS itself: the selected parcels of a campaign with the questions of "
            "its survey form, a table of photos, a layer to draw what is left on the ground, the red lines around the parcels "
            "and, when asked, a piece of an orthophoto. Everything works offline, all paths are relative. The ledger itself "
            "stays at the office; Bring fieldwork home reads the folder back. Copy the whole folder to the device and the whole "
            "folder back, photos included.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_code("CAMPAIGN", tr("Campaign"), "source", "satellite")
        self.add_where()
        self.addParameter(QgsProcessingParameterBoolean("REDLINES", tr("With the red lines around the parcels"), True))
        self.addParameter(QgsProcessingParameterBoolean(
            "SCENE", tr("With the newest registered image, cut to the parcels"), False))
        self.add_input("ORTHOPHOTO", tr("Another image to cut instead"), optional=True)
        self.addParameter(QgsProcessingParameterNumber(
            "MARGIN", tr("Ground shown around the parcels (m)"), QgsProcessingParameterNumber.Type.Double, MARGIN_M, False, 0,
            5000))
        self.addParameter(QgsProcessingParameterFolderDestination("OUTPUT", tr("New folder")))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Select the parcels and write the folder: all of it, or nothing."""
        output = _fresh(self.text(parameters, "OUTPUT", context))
        margin = self.parameterAsDouble(parameters, "MARGIN", context)
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            campaign = campaign_for(ledger, ledger.dictionary("source").require(self.text(parameters, "CAMPAIGN", context)).code)
            uids = self._parcels(ledger, campaign, parameters, context, feedback)
            lines = ledger.redlines() if self.parameterAsBool(parameters, "REDLINES", context) else []
            ensure_caches(ledger, lines, feedback, context)
            wkt = ledger_crs(ledger).toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2018)
            boxes = surroundings(ledger, ledger.parcels(uids), margin)
            extent = QgsRectangle(boxes[0])
            for box in boxes:
                extent.combineExtentWith(box)
            with _written_beside(output) as folder:
                (folder / PHOTOS).mkdir()
                about = write_tables(folder / DATA, ledger, campaign, uids, wkt, feedback)
                sheets: List[Sheet] = write_redlines(folder / BASEMAP, ledger, lines, boxes, wkt, feedback)
                self._image(ledger, folder / IMAGE, extent, wkt, parameters, context, feedback)
                write_project(folder, ledger, campaign, sheets, photo_sorts(ledger, campaign), extent, about)
        feedback.say(tr("{count} parcels, {polygons} polygons of red lines around them: copy the whole folder {path} to the "
                        "device.").format(count=len(uids), polygons=sum(one.features for one in sheets), path=output))
        feedback.progress(100)
        return {"OUTPUT": str(output), "PARCELS": len(uids)}

    def _parcels(self, ledger: Ledger, campaign: Campaign, parameters: Dict[str, Any], context: QgsProcessingContext,
                 feedback: AlgorithmFeedback) -> List[str]:
        selected = select(ledger, self.text(parameters, "WHERE", context))
        mine = parcels_of(ledger, campaign, selected)
        if not mine:
            raise BadInput(tr("None of the {count} selected parcels belongs to the campaign {campaign}."),
                           count=len(selected), campaign=campaign.words.said(language()))
        if len(mine) < len(selected):
            feedback.say(tr("{count} parcels of the campaign {campaign}; {others} selected parcels belong to others.").format(
                count=len(mine), campaign=campaign.words.said(language()), others=len(selected) - len(mine)))
        kept, left_out = in_force(ledger, mine)
        if not kept:
            raise BadInput(tr("None of the {count} parcels selected is in force any more, a new issue replaced or withdrew them: "
                              "select others."), count=left_out)
        tell_left_out(left_out, feedback)
        return kept

    def _image(self, ledger: Ledger, target: Path, extent: QgsRectangle, wkt: str, parameters: Dict[str, Any],
               context: QgsProcessingContext, feedback: AlgorithmFeedback) -> None:
        """Cut the image asked for, if any."""
        given, crs = self.text(parameters, "ORTHOPHOTO", context), ""
        if not given and self.parameterAsBool(parameters, "SCENE", context):
            scene = newest_scene(ledger.scenes(), extent)
            given, crs = scene.path, scene.crs
        if given:
            width, height, coarser = cut_image(Path(given), target, extent, wkt, crs)
            text = tr("{name}: {width} x {height} pixels, made coarser to fit a phone.") if coarser else \
                tr("{name}: {width} x {height} pixels.")
            feedback.say(text.format(name=Path(given).name, width=width, height=height))


def _fresh(text: str) -> Path:
    """Return a folder that is not there yet, or empty.

    :raises BadInput: when something lies in it, or QGIS would tidy it up.
    """
    folder = Path(text)
    if not text or text == QgsProcessing.TEMPORARY_OUTPUT or Path(QgsProcessingUtils.tempFolder()) in folder.parents:
        raise BadInput(tr("Choose a folder for the field project: a temporary one is deleted when QGIS closes."))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(tr("{path} is there already: choose an empty folder."), path=folder)
    return folder


@contextmanager
def _written_beside(output: Path) -> Iterator[Path]:
    """Yield a hidden folder beside the output that takes its place when the block ends well, and is gone otherwise."""
    hidden = output.with_name(f".{output.name}.{secrets.token_hex(4)}.part")
    try:
        hidden.mkdir(parents=True)
        yield hidden
        if output.exists():
            output.rmdir()
        hidden.replace(output)
    except OSError as error:
        raise write_trouble(error, output) from error
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
