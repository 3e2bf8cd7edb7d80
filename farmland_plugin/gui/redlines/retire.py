"""The window that retires a red line: what that means, and why it is done."""

from __future__ import annotations

from typing import Any

from ...domain.parcel import Redline
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..dialogs.why import WhyDialog


class RetireDialog(WhyDialog):
    """Asks for the reason; without one nothing is retired."""

    def __init__(self, workspace: Workspace, line: Redline, parent: Any = None) -> None:
        text = tr(
            "{name} ({vintage}) no longer counts: what it said of parcels stays in the ledger with who retired it and why, but "
            "new results leave it out. It cannot be taken back; a layer registered by mistake is registered again.")
        super().__init__("RetireRedline", tr("Retire Red Line"),
                         text.format(name=line.name, vintage=line.vintage or tr("no date")), workspace,
                         lambda why: workspace.writing().retire_redline(line.redline_id, why), parent)
