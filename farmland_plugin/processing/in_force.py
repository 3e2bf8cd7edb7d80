"""Parcels that a new issue replaced or withdrew: left out of what is handed out, unless they are asked for."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.errors import BadInput
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.reissues import in_force
from .base import AlgorithmFeedback, FarmlandAlgorithm

INCLUDE_REPLACED = "INCLUDE_REPLACED"


def add_include_replaced(algorithm: FarmlandAlgorithm) -> None:
    """Add the parameter that asks for replaced parcels too."""
    algorithm.addParameter(QgsProcessingParameterBoolean(
        INCLUDE_REPLACED, tr("Also parcels that a new issue replaced or withdrew (marked)"), False, True))


def wanted_in_force(algorithm: FarmlandAlgorithm, ledger: Ledger, uids: Sequence[str], parameters: Dict[str, Any],
                    context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Tuple[List[str], int]:
    """Return the parcels to hand out and how many were left out because they are no longer in force; the log says it.

    :raises BadInput: when none of them is in force.
    """
    if algorithm.parameterAsBool(parameters, INCLUDE_REPLACED, context):
        return list(uids), 0
    kept, left_out = in_force(ledger, uids)
    if uids and not kept:
        raise BadInput(tr("None of the {count} parcels selected is in force any more, a new issue replaced or withdrew them: set "
                          "INCLUDE_REPLACED to hand them out all the same."), count=left_out)
    tell_left_out(left_out, feedback)
    return kept, left_out


def tell_left_out(count: int, feedback: AlgorithmFeedback) -> None:
    """Say in the log how many parcels were left out."""
    if count:
        feedback.say(tr("{count} parcels that a new issue replaced or withdrew were left out.").format(count=count))
