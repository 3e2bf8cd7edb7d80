"""Which parcels a WHERE means: a QGIS expression over the parcel table."""

from __future__ import annotations

from typing import List, Optional, Set

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionNodeColumnRef,
    QgsExpressionNodeInOperator,
    QgsExpressionNodeLiteral,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
)

from ..compat import field
from ..domain.errors import BadInput
from ..i18n import tr
from .crs import ledger_crs
from .ledger import Ledger
from .mirror import FIELDS, rows, shape_of

COLUMNS = (*FIELDS, ("attributes", "text"), ("source_file", "text"), ("source_row", "int"))


def select(ledger: Ledger, where: str) -> List[str]:
    """Return the uids of the parcels an expression selects, in the order of import; empty selects all.

    The expression sees the columns of ``parcel``, the parcel's case, its batch's name and source, and its polygon;
    ``$area`` is ellipsoidal, m².

    :raises BadInput: for an expression that does not parse, names a field that does not exist, or fails on a parcel.
    """
    if not where.strip():
        return ledger.parcel_uids()
    expression = _parsed(where)
    named = _named(expression)
    if named is not None:
        return [uid for uid in ledger.parcel_uids() if uid in named]
    context = QgsExpressionContext()
    fields = QgsFields()
    for name, kind in COLUMNS:
        fields.append(field(name, kind))
    context.setFields(fields)
    crs = ledger_crs(ledger)
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsCoordinateTransformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym())
    expression.setGeomCalculator(measure)
    expression.prepare(context)
    shaped = expression.needsGeometry()
    found: List[str] = []
    for row, values in rows(ledger):
        feature = QgsFeature(fields)
        if shaped:
            feature.setGeometry(shape_of(row))
        feature.setAttributes([*values, row["attributes"], row["source_file"], row["source_row"]])
        context.setFeature(feature)
        if expression.evaluate(context):
            found.append(row["parcel_uid"])
        if expression.hasEvalError():
            raise BadInput(tr("WHERE {where} cannot be evaluated ({reason})."), where=where,
                           reason=expression.evalErrorString().strip().replace("\n", " "))
    return found


def _named(expression: QgsExpression) -> Optional[Set[str]]:
    """Return the uids of ``parcel_uid IN ('…', …)``, None for any other expression.

    The desktop asks so for what is selected; QGIS would compare every parcel with every uid.
    """
    root = expression.rootNode()
    if not isinstance(root, QgsExpressionNodeInOperator) or root.isNotIn():
        return None
    column, listed = root.node(), root.list().list()
    if not isinstance(column, QgsExpressionNodeColumnRef) or column.name() != "parcel_uid":
        return None
    if not all(isinstance(node, QgsExpressionNodeLiteral) for node in listed):
        return None
    return {str(node.value()) for node in listed}


def _parsed(where: str) -> QgsExpression:
    expression = QgsExpression(where)
    if expression.hasParserError():
        raise BadInput(tr("WHERE {where} is not an expression ({reason})."), where=where,
                       reason=expression.parserErrorString().strip().replace("\n", " "))
    known = {name for name, _ in COLUMNS}
    unknown = sorted(set(expression.referencedColumns()) - known - {QgsFeatureRequest.ALL_ATTRIBUTES})
    if unknown:
        raise BadInput(tr("WHERE names the unknown field {field}; known are {known}."), field=unknown[0],
                       known=", ".join(sorted(known)))
    return expression
