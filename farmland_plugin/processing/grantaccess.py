"""``grantaccess``: which login of a database may read or write the ledger, and of which townships."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.postgis.logins import NONE, READ, WRITE, Access, grant, granted
from .base import AlgorithmFeedback, FarmlandAlgorithm


class GrantAccess(FarmlandAlgorithm):
    """Give a login access to a ledger in a database (登录权限)."""

    ID = "grantaccess"
    ICON = "ledger_access"

    def title(self) -> str:
        """Return the translated name."""
        return tr("Grant access")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "For a ledger in a database: gives a login of the database server the right to read or to write, of the whole county "
            "or of single townships, in place of what it had; none takes all access away. Only the ledger's owner can. The "
            "journal records it. The log lists who has access afterwards."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("LOGIN", tr("Login"), optional=False)
        self.add_choice("ACCESS", tr("Access"), list(kinds().values()), kinds()[WRITE])
        self.add_text("TOWNSHIPS", tr("Townships (codes, comma-separated; empty = the whole county)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Give the access and list everybody's."""
        login, text = self.text(parameters, "LOGIN", context), self.text(parameters, "ACCESS", context) or WRITE
        if not login:
            raise BadInput(tr("{name} is empty."), name=self.label("LOGIN"))
        access = next((code for code, label in kinds().items() if text == label), text)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            given = grant(ledger, login, access, self.words(parameters, "TOWNSHIPS", context))
            feedback.say(_said(given))
            for one in granted(ledger):
                feedback.say(_said(one))
        return {}


def kinds() -> Dict[str, str]:
    """Return the kinds of access, code and label."""
    return {NONE: tr("none"), READ: tr("read"), WRITE: tr("read and write")}


def _said(one: Access) -> str:
    if one.access == NONE:
        return tr("{login}: no access").format(login=one.login)
    return tr("{login}: {access}, {places}").format(login=one.login, access=kinds()[one.access],
                                                   places=", ".join(one.townships) or tr("the whole county"))
