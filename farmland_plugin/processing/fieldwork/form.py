"""The forms of a field project's layers: the campaign's groups, its code lists, its conditions and its photos."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Sequence

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsFieldConstraints,
    QgsOptionalExpression,
    QgsRelation,
    QgsVectorLayer,
)

from ...domain.answers import CODE, CODES, DATE, LONG_TEXT, Field
from ...domain.forms import Campaign
from ...i18n import language, tr
from ...intake.fieldwork.layout import PHOTOS, column, fields_of
from .tables import TOLD, Sort, told_labels
from .visible import NO, YES, Conditions, sections_of

LOCKS = ("is_feature_addition_locked", "is_feature_deletion_locked", "is_geometry_editing_locked", "is_geometry_locked")


def parcel_form(layer: QgsVectorLayer, campaign: Campaign, codes: QgsVectorLayer, relation: QgsRelation) -> None:
    """Give the parcels' layer its form: what the ledger tells, the campaign's groups in its order, and the photos."""
    fields = fields_of(campaign.form)
    setup = layer.editFormConfig()
    for name, label in told_labels().items():
        index = layer.fields().indexOf(name)
        layer.setFieldAlias(index, label)
        setup.setReadOnly(index, True)
    for one in fields:
        _field(layer, campaign, one, codes)
    setup.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    setup.clearTabs()
    root = setup.invisibleRootContainer()
    first = _tab(root, tr("Parcel"))
    for name in TOLD[1:]:
        first.addChildElement(QgsAttributeEditorField(name, layer.fields().indexOf(name), first))
    setup.addTab(first)
    for group in campaign.form.groups:
        tab = _group(layer, campaign, group.words.said(language()), group.fields, root)
        if tab.children():
            setup.addTab(tab)
    last = _tab(root, tr("Photos"))
    last.addChildElement(QgsAttributeEditorRelation(relation.id(), relation, last))
    setup.addTab(last)
    layer.setEditFormConfig(setup)
    layer.setDisplayExpression(QgsExpression.quotedColumnRef("source_no"))
    for lock in LOCKS:
        layer.setCustomProperty(f"QFieldSync/{lock}", True)


def _tab(parent: Any, name: str) -> QgsAttributeEditorContainer:
    made = QgsAttributeEditorContainer(name, parent)
    _kind(made, box=False)
    return made


def _kind(container: QgsAttributeEditorContainer, *, box: bool) -> None:
    """Make a container a tab or a box; QGIS 3.32 replaced the one setter by another."""
    if hasattr(container, "setType"):
        kinds = Qgis.AttributeEditorContainerType
        container.setType(kinds.GroupBox if box else kinds.Tab)
    else:
        container.setIsGroupBox(box)


def _group(layer: QgsVectorLayer, campaign: Campaign, name: str, codes: Sequence[str], root: Any) -> QgsAttributeEditorContainer:
    """Return a tab; fields asked for only under a condition stand in boxes that are shown only then."""
    tab = _tab(root, name)
    wanted = frozenset(one.code for one in fields_of(campaign.form))
    runs = sections_of(campaign.form, tuple(codes), wanted)
    for condition, members in runs:
        parent = tab
        if condition == NO:
            continue
        if condition != YES and len(runs) == 1:
            tab.setVisibilityExpression(QgsOptionalExpression(QgsExpression(condition)))
        elif condition != YES:
            parent = QgsAttributeEditorContainer("", tab)
            _kind(parent, box=True)
            parent.setShowLabel(False)
            parent.setVisibilityExpression(QgsOptionalExpression(QgsExpression(condition)))
            tab.addChildElement(parent)
        for code in members:
            name = column(code)
            parent.addChildElement(QgsAttributeEditorField(name, layer.fields().indexOf(name), parent))
    return tab


def _field(layer: QgsVectorLayer, campaign: Campaign, field: Field, codes: QgsVectorLayer) -> None:
    """Set label, widget and constraint of one question."""
    index = layer.fields().indexOf(column(field.code))
    label, unit = field.words.said(language()), campaign.form.known.units.get(field.unit)
    layer.setFieldAlias(index, f"{label} ({unit.said(language())})" if unit is not None else label)
    layer.setEditorWidgetSetup(index, _widget(field, codes))
    conditions, name = Conditions(campaign.form), QgsExpression.quotedColumnRef(column(field.code))
    demanded, limits = conditions.demanded(field.code), conditions.limits(field.code)
    filled = f"coalesce(to_string({name}), '') NOT IN ('', '{{}}')"
    parts = [f"(NOT ({demanded}) OR {filled})"] if demanded != NO else []
    parts += [f"({name} IS NULL OR ({limits}))"] if limits != YES else []
    if parts:
        said = tr("To be answered before the survey is submitted") if demanded != NO else tr("Outside the limits of the form")
        layer.setConstraintExpression(index, " AND ".join(parts), said)
        layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintExpression,
                                 QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft)


def _widget(field: Field, codes: QgsVectorLayer) -> QgsEditorWidgetSetup:
    if field.kind == CODES or (field.kind == CODE and field.parent):
        narrowed = f" AND \"parent\" = current_value({QgsExpression.quotedValue(column(field.parent))})" if field.parent else ""
        return QgsEditorWidgetSetup("ValueRelation", {
            "Layer": codes.id(), "LayerName": codes.name(), "LayerProviderName": "ogr", "LayerSource": codes.source(),
            "Key": "code", "Value": "label", "AllowMulti": field.kind == CODES, "AllowNull": True, "OrderByValue": False,
            "OrderByField": True, "OrderByFieldName": "ord", "NofColumns": 1, "UseCompleter": False,
            "FilterExpression": f"\"field\" = {QgsExpression.quotedValue(field.code)}{narrowed}"})
    if field.kind == CODE:
        return value_map([Sort(one.code, one.label_zh if language() == "zh" else one.label) for one in field.entries])
    if field.kind == DATE:
        return _day_widget()
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": field.kind == LONG_TEXT, "UseHtml": False})


def _day_widget() -> QgsEditorWidgetSetup:
    return QgsEditorWidgetSetup("DateTime", {
        "field_format": "yyyy-MM-dd", "display_format": "yyyy-MM-dd", "calendar_popup": True, "allow_null": True,
        "field_iso_format": False})


def value_map(choices: Sequence[Sort]) -> QgsEditorWidgetSetup:
    """Return a list to choose from, in its order; an empty choice first, QGIS's own for no value."""
    shown: List[Dict[str, str]] = [{f"<{tr('none')}>": "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"}]
    return QgsEditorWidgetSetup("ValueMap", {"map": shown + [{one.label: one.code} for one in choices]})


def photo_form(layer: QgsVectorLayer, parcels: QgsVectorLayer, sorts: Sequence[Sort]) -> str:
    """Give the photos' layer its form: the picture relative to the project, what it shows, where and when it was taken.

    :returns: the expression that names a new photo's file, without its suffix.
    """
    labels = {"path": tr("Photo"), "role": tr("What it shows"), "caption": tr("Caption"), "taken_at": tr("Taken at"),
              "lon": tr("Longitude"), "lat": tr("Latitude"), "parcel_uid": tr("Parcel")}
    at = {name: layer.fields().indexOf(name) for name in (*labels, "uid", "fid")}
    for name, label in labels.items():
        layer.setFieldAlias(at[name], label)
    for name in ("uid", "fid"):
        layer.setEditorWidgetSetup(at[name], QgsEditorWidgetSetup("Hidden", {}))
    layer.setEditorWidgetSetup(at["path"], QgsEditorWidgetSetup("ExternalResource", {
        "DocumentViewer": 1, "DocumentViewerHeight": 0, "DocumentViewerWidth": 0, "FileWidget": True,
        "FileWidgetButton": True, "FileWidgetFilter": "", "RelativeStorage": 1, "StorageMode": 0, "StorageType": ""}))
    layer.setEditorWidgetSetup(at["role"], value_map(sorts))
    for name, expression in (("uid", "uuid()"), ("taken_at", "format_date(now(), 'yyyy-MM-dd HH:mm:ss')"),
                             ("lon", "x(@position_coordinate)"), ("lat", "y(@position_coordinate)")):
        layer.setDefaultValueDefinition(at[name], QgsDefaultValue(expression, False))
    for name in ("path", "role"):
        layer.setFieldConstraint(at[name], QgsFieldConstraints.Constraint.ConstraintNotNull,
                                 QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft)
    setup = layer.editFormConfig()
    setup.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    setup.clearTabs()
    tab = _tab(setup.invisibleRootContainer(), tr("Photo"))
    for name in ("path", "role", "caption", "taken_at", "lon", "lat"):
        tab.addChildElement(QgsAttributeEditorField(name, at[name], tab))
        setup.setReadOnly(at[name], name in ("taken_at", "lon", "lat"))
    setup.addTab(tab)
    layer.setEditFormConfig(setup)
    layer.setDisplayExpression("coalesce(\"caption\", \"path\")")
    number = f"attribute(get_feature({QgsExpression.quotedValue(parcels.id())}, 'parcel_uid', \"parcel_uid\"), 'source_no')"
    naming = (f"'{PHOTOS}/' || regexp_replace(coalesce({number}, 'photo'), '[^0-9A-Za-z]', '_')"
              " || format_date(now(), '_yyyyMMdd_HHmmsszzz')")
    for key in ("attachment_naming", "photo_naming"):  # QField since 2.7, and before
        layer.setCustomProperty(f"QFieldSync/{key}", json.dumps({"path": f"{naming} || '.{{extension}}'"}))
    return naming


def residual_form(layer: QgsVectorLayer, parcels: QgsVectorLayer, kinds: Sequence[Sort]) -> None:
    """Give the layer of what is left on the ground its form: kind, day, who found it; the parcel is the one drawn in."""
    labels = {"parcel_uid": tr("Parcel"), "kind": tr("What is left"), "found_on": tr("Found on"), "person": tr("Found by"),
              "note": tr("Note")}
    at = {name: layer.fields().indexOf(name) for name in (*labels, "uid", "fid")}
    for name, label in labels.items():
        layer.setFieldAlias(at[name], label)
    for name in ("uid", "fid"):
        layer.setEditorWidgetSetup(at[name], QgsEditorWidgetSetup("Hidden", {}))
    layer.setEditorWidgetSetup(at["parcel_uid"], QgsEditorWidgetSetup("ValueRelation", {
        "Layer": parcels.id(), "LayerName": parcels.name(), "LayerProviderName": "ogr", "LayerSource": parcels.source(),
        "Key": "parcel_uid", "Value": "source_no", "AllowMulti": False, "AllowNull": False, "OrderByValue": True,
        "NofColumns": 1, "UseCompleter": False, "FilterExpression": ""}))
    layer.setEditorWidgetSetup(at["kind"], value_map(kinds))
    layer.setEditorWidgetSetup(at["found_on"], _day_widget())
    inside = f"array_first(overlay_intersects({QgsExpression.quotedValue(parcels.id())}, \"parcel_uid\"))"
    for name, expression in (("uid", "uuid()"), ("found_on", "format_date(now(), 'yyyy-MM-dd')"), ("parcel_uid", inside)):
        layer.setDefaultValueDefinition(at[name], QgsDefaultValue(expression, False))
    for name in ("parcel_uid", "kind", "found_on", "person"):
        layer.setFieldConstraint(at[name], QgsFieldConstraints.Constraint.ConstraintNotNull,
                                 QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft)
    layer.setDisplayExpression("\"kind\"")
