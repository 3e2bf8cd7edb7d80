"""What runs out while nobody looks: at every opening, overdue notices go on the list for forced demolition."""

from __future__ import annotations

from ...i18n import tr
from ...ledger.cases.deadlines import escalate_overdue
from ..errors import guarded
from .workspace import Workspace


class OverdueWatch:
    """Escalates overdue notices when a ledger is opened for writing (002-12), and says so; what follows, people decide."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.notices = workspace, workspace.notices
        workspace.opened.connect(self.on_opened)

    @guarded
    def on_opened(self) -> None:
        """Look for notices that ran out; with a ledger that is only read, nothing happens."""
        if not self.workspace.writable:
            return
        due = escalate_overdue(self.workspace.ledger)
        listed = {one.notice.parcel_uid for one in due if not one.held_back}
        held = {one.notice.parcel_uid for one in due if one.held_back}
        if listed:
            self.workspace.refresh()
            self.notices.warning(tr("{count} parcels went on the list for forced demolition: their orders to correct ran out.")
                                 .format(count=len(listed)))
        if held:
            self.notices.info(tr("{count} parcels whose orders ran out carry a flag that leaves them to a person.")
                              .format(count=len(held)))
