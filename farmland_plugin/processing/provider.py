"""The provider ``farmland``: the list of the algorithms, nothing else."""

from __future__ import annotations

from typing import List

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from ..paths import resource, version
from .attachphotos import AttachPhotos
from .backupledger import BackupLedger
from .checksite import CheckSite
from .compareimagery import CompareImagery
from .convertimagery import ConvertImagery
from .createledger import CreateLedger
from .escalatenotices import EscalateNotices
from .exportantifake import ExportAntifake
from .exportboundarytxt import ExportBoundaryTxt
from .exportfieldwork import ExportFieldwork
from .exportlists import ExportLists
from .exportpackages import ExportPackages
from .exportparcels import ExportParcels
from .exportscreening import ExportScreening
from .exportsignforms import ExportSignForms
from .exportsurveysheet import ExportSurveySheet
from .fieldcopy import FieldCopyAlgorithm
from .grantaccess import GrantAccess
from .importfieldwork import ImportFieldwork
from .importparcels import ImportParcels
from .locateparcels import LocateParcels
from .mergeledgers import MergeLedgers
from .moveledger import MoveLedger
from .reconcilebatches import ReconcileBatches
from .recordfindings import RecordFindings
from .recordsignatures import RecordSignatures
from .refitchange import RefitChange
from .registerimagery import RegisterImagery
from .registerredline import RegisterRedline
from .renewrules import RenewRules
from .reopencases import ReopenCases
from .restoreledger import RestoreLedger
from .retireimagery import RetireImagery
from .retireredline import RetireRedline
from .screenparcels import ScreenParcels
from .splitparcels import SplitParcels
from .takeovercases import TakeOverCases
from .verifyledger import VerifyLedger
from .verifypackage import VerifyPackage

ALGORITHMS = (
    CreateLedger, ImportParcels, TakeOverCases, ReconcileBatches, LocateParcels, SplitParcels, RegisterRedline, RetireRedline,
    ScreenParcels, ExportScreening, CheckSite, RegisterImagery, RetireImagery, AttachPhotos, ConvertImagery, CompareImagery,
    RefitChange, RecordFindings, ExportPackages, VerifyPackage, ExportLists, ExportAntifake,
    ExportParcels, ExportBoundaryTxt,
    EscalateNotices, ReopenCases, FieldCopyAlgorithm, MergeLedgers, ExportFieldwork, ImportFieldwork, ExportSurveySheet,
    ExportSignForms, RecordSignatures,
    VerifyLedger, BackupLedger, RestoreLedger, MoveLedger, GrantAccess, RenewRules,
)


class FarmlandProvider(QgsProcessingProvider):
    """Announces the algorithms to QGIS."""

    def id(self) -> str:
        """Return the id that stands before the colon."""
        return "farmland"

    def name(self) -> str:
        """Return the translated name."""
        return tr("Farmland enforcement")

    def longName(self) -> str:
        """Return the name with the version."""
        return f"{self.name()} ({version()})"

    def versionInfo(self) -> str:
        """Return the plugin's version."""
        return version()

    def icon(self) -> QIcon:
        """Return the provider's icon."""
        return QIcon(str(resource("icons", "farmland.svg")))

    def loadAlgorithms(self) -> None:
        """Add the algorithms."""
        for algorithm in self.algorithms_to_add():
            self.addAlgorithm(algorithm)

    def algorithms_to_add(self) -> List[QgsProcessingAlgorithm]:
        """Return a fresh instance of every algorithm."""
        return [algorithm() for algorithm in ALGORITHMS]
