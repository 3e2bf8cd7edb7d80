"""Which parcels a WHERE means: a QGIS expression over the parcel table."""

from __future__ import annotations

from typing import List

from qgis.core import QgsExpression, QgsFeatureRequest

from ..domain.errors import BadInput
from ..i18n import tr
from .ledger import Ledger
from .mirror import FIELDS, build_mirror


def select(ledger: Ledger, where: str) -> List[str]:
    """Return the uids of the parcels an expression selects, in the order of import; empty selects all.

    :raises BadInput: for an expression that does not parse or names a field that does not exist.
    """
    if not where.strip():
        return ledger.parcel_uids()
    expression = QgsExpression(where)
    if expression.hasParserError():
        raise BadInput(tr("WHERE {where} is not an expression ({reason})."), where=where,
                       reason=expression.parserErrorString().strip().replace("\n", " "))
    known = {name for name, _ in FIELDS}
    unknown = sorted(set(expression.referencedColumns()) - known - {QgsFeatureRequest.ALL_ATTRIBUTES})
    if unknown:
        raise BadInput(tr("WHERE names the unknown field {field}; known are {known}."), field=unknown[0],
                       known=", ".join(sorted(known)))
    request = QgsFeatureRequest(expression)
    if not expression.needsGeometry():
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    layer = build_mirror(ledger)
    found = [feature["parcel_uid"] for feature in layer.getFeatures(request)]
    if expression.hasEvalError():
        raise BadInput(tr("WHERE {where} cannot be evaluated ({reason})."), where=where, reason=expression.evalErrorString())
    return found
