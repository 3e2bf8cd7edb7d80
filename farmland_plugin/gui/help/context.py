"""Which page a window of ours is explained on: the one table behind F1 and the question marks."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsProcessingAlgorithmDialogBase
from qgis.PyQt.QtWidgets import QWidget

PROVIDER = "farmland"

PAGES = {  # object name of a panel or window -> name of a page
    "farmlandParcelsPanel": "parcels",
    "farmlandRedlinesPanel": "redlines",
    "farmlandVerificationPanel": "verification",
    "farmlandComparePanel": "compare",
    "farmlandPackagesPanel": "packages",
    "farmlandCaseworkPanel": "signing",
    "farmlandCreateLedger": "ledger",
    "farmlandDatabase": "ledger",
    "farmlandPeople": "signing",
    "farmlandAddPerson": "signing",
    "farmlandImportWizard": "import",
    "farmlandSameGroundDialog": "same_ground",
    "farmlandTakeOver": "same_ground",
    "farmlandDrawnParcels": "same_ground",
    "farmlandClues": "same_ground",
    "farmlandPlace": "same_ground",
    "farmlandRegisterRedline": "redlines",
    "farmlandRetireRedline": "redlines",
    "farmlandImages": "imagery",
    "farmlandRetireImage": "imagery",
    "farmlandGroundLayer": "redlines",
    "farmlandCheckSite": "redlines",
    "farmlandKeys": "keys",
    "farmlandBatchTag": "parcels",
    "farmlandStage": "demolition",
    "farmlandResidual": "demolition",
    "farmlandGone": "demolition",
    "farmlandStep": "signing",
    "farmlandSign": "signing",
    "farmlandScans": "signing",
    "farmlandBatchReport": "signing",
    "farmlandAttach": "signing",
    "farmlandReason": "signing",
    "farmlandSetDuty": "signing",
    "farmlandSetDeadline": "signing",
    "farmlandServeNotice": "signing",
    "farmlandVisit": "signing",
    "farmlandConflicts": "merging",
    "farmlandUndoMerge": "merging",
    "farmlandBackups": "safety",
    "farmlandPhoto": "photos",
    "farmlandAnswerFlag": "photos",
    "farmlandAttachPhotos": "photos",
    "farmlandPhotosTaken": "photos",
    "farmlandLearning": "imagery",
}


def place_of(widget: Any) -> str:
    """Return what a widget belongs to: a name of the table, or ``farmland:`` with an algorithm's id in QGIS's own dialog of
    it; '' for what is not ours.
    """
    window = widget.window() if isinstance(widget, QWidget) else None
    if isinstance(window, QgsProcessingAlgorithmDialogBase):
        algorithm = window.algorithm()
        if algorithm is not None and algorithm.provider() is not None and algorithm.provider().id() == PROVIDER:
            return str(algorithm.id())
        return ""
    while isinstance(widget, QWidget):
        if widget.objectName() in PAGES:
            return widget.objectName()
        widget = widget.parentWidget()
    return ""
