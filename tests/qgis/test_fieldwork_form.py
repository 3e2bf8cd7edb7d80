"""The forms of a field project ask for what the program would ask for, whatever is answered, in every campaign."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsFields, QgsProject, QgsVectorLayer

from farmland_plugin.compat import field as qgis_field
from farmland_plugin.domain.answers import CODES, NUMERIC, is_empty
from farmland_plugin.domain.errors import BadInput, LedgerError
from farmland_plugin.domain.survey import answers_of, payload_of
from farmland_plugin.intake.fieldwork.layout import (
    COLUMN_KIND,
    came_home,
    column,
    fields_of,
    seen_home,
    to_cell,
)
from farmland_plugin.ledger.cases.campaigns import campaign_for, shipped_codes
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.exportfieldwork import ExportFieldwork
from farmland_plugin.processing.fieldwork.visible import NO, Conditions
from farmland_plugin.processing.importparcels import ImportParcels
from tests.qgis.handover import new_ledger, run, square, write_layer


class Shipped:
    """Carries nothing: the campaigns are as shipped."""

    def __init__(self):
        self.dictionaries = {}

    def rule(self, name):
        raise LedgerError("none")


@cache
def form_of(code):
    return campaign_for(Shipped(), code).form


@cache
def columns_of(code):
    columns = QgsFields()
    for one in fields_of(form_of(code)):
        columns.append(qgis_field(column(one.code), COLUMN_KIND.get(one.kind, "text")))
    return columns


def value_of(one):
    """Return what may be answered to a field."""
    if one.kind == CODES:
        return st.lists(st.sampled_from([entry.code for entry in one.entries]), max_size=3, unique=True)
    if one.entries:
        return st.sampled_from(["", *(entry.code for entry in one.entries)])
    if one.kind in NUMERIC:
        return st.one_of(st.just(""), st.integers(0, 10**6).map(str), st.decimals(0, 10**6, places=2).map(str))
    if one.kind in ("date", "partial_date"):
        return st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
    return st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


@st.composite
def answered(draw):
    """Return a campaign and answers to some of its fields."""
    code = draw(st.sampled_from(shipped_codes()))
    picked = draw(st.lists(st.sampled_from(fields_of(form_of(code))), max_size=14, unique_by=lambda one: one.code))
    return code, {one.code: draw(value_of(one)) for one in picked}


def feature_of(code, answers):
    feature = QgsFeature(columns_of(code))
    for one in fields_of(form_of(code)):
        feature.setAttribute(column(one.code), to_cell(one, answers.get(one.code, "")))
    return feature


def holds(expression, feature):
    context = QgsExpressionContext()
    context.setFields(feature.fields())
    context.setFeature(feature)
    parsed = QgsExpression(expression)
    assert not parsed.hasParserError(), parsed.parserErrorString()
    value = parsed.evaluate(context)
    assert not parsed.hasEvalError(), parsed.evalErrorString()
    return bool(value)


@given(answered())
@example(("greenhouse", {"finding": "nonfarm_violation", "category": "greenhouse", "has_nursing_house": "yes"}))
@example(("greenhouse", {"has_nursing_house": "yes"}))  # not asked for: does not count
@example(("greenhouse", {"finding": "nonfarm_violation", "category": "", "category_detail": "before_approval"}))  # nor a detail
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_field_is_shown_and_demanded_exactly_when_the_form_asks_for_it(drawn):
    code, answers = drawn
    form, feature = form_of(code), feature_of(code, answers)
    conditions = Conditions(form)
    stored = seen_home(form, answers, {})
    visible, demanded = form.visible(stored), set(form.demanded(stored))
    for one in fields_of(form):
        assert holds(conditions.visible(one.code), feature) == (one.code in visible), one.code
        assert holds(conditions.demanded(one.code), feature) == (one.code in demanded), one.code


@given(answered())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_answers_that_go_out_and_come_home_unedited_are_the_same(drawn):
    code, answers = drawn
    form = form_of(code)
    there = seen_home(form, answers, {})
    cells = {column(one.code): to_cell(one, there.get(one.code, "")) for one in fields_of(form)}
    again = {name: value for name, value in came_home(form, cells)[0].values.items() if not is_empty(value)}
    assert again == there


def test_a_condition_that_cannot_be_asked_in_the_field_is_refused_in_a_sentence():
    form = form_of("satellite")
    with pytest.raises(BadInput):
        Conditions(form)._holds({"properties": {"finding": {"pattern": "x"}}})
    assert Conditions(form).visible(fields_of(form)[0].code) != NO


@pytest.mark.parametrize("code", shipped_codes())
def test_every_campaign_makes_a_project_whose_conditions_qgis_understands(code, tmp_path):
    path = new_ledger(tmp_path)
    with Ledger.open(path, write=False) as ledger:
        source = campaign_for(ledger, code).sources[0]
    given_file = write_layer(tmp_path / "wp.gpkg", [(square(0), "N0", "")])
    run(ImportParcels(), LEDGER=path, INPUT=given_file, SOURCE=source, BATCH="一期")
    run(ExportFieldwork(), LEDGER=path, OUTPUT=tmp_path / "out", CAMPAIGN=source)
    opened = QgsProject()
    assert opened.read(str(tmp_path / "out" / "fieldwork.qgz"))
    layer = next(one for one in opened.mapLayers().values() if isinstance(one, QgsVectorLayer) and "=parcels" in one.source())
    feature = next(layer.getFeatures())
    boxes = [element for tab in layer.editFormConfig().tabs() for element in (tab, *tab.children())
             if hasattr(element, "children")]
    told = [element.visibilityExpression().data().expression() for element in boxes if element.visibilityExpression().enabled()]
    assert told and all(isinstance(holds(expression, feature), bool) for expression in told)
    shown = {child.name() for box in boxes for child in box.children() if not hasattr(child, "children")}
    with Ledger.open(path, write=False) as ledger:
        assert {column(one.code) for one in fields_of(campaign_for(ledger, code).form)} <= shown
    for one in layer.fields():
        constraint = layer.fields().at(layer.fields().indexOf(one.name())).constraints().constraintExpression()
        assert not constraint or isinstance(holds(constraint, feature), bool)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Return a ledger with one parcel of every campaign, by the campaign's code."""
    folder = tmp_path_factory.mktemp("held")
    path = new_ledger(folder)
    ledger = Ledger.open(path)
    sources = {code: campaign_for(ledger, code).sources[0] for code in shipped_codes()}
    ledger.close()
    for number, (code, source) in enumerate(sources.items()):
        run(ImportParcels(), LEDGER=path, INPUT=write_layer(folder / f"{code}.gpkg", [(square(number), code, "")]),
            SOURCE=source, BATCH=code)
    with Ledger.open(path) as ledger:
        yield ledger, {parcel.source_no: parcel.parcel_uid for parcel in ledger.parcels(geometry=False)}


@given(drawn=answered())
@example(drawn=("satellite", {"confirmed_area_m2": "12.345", "note": " 电话 13812345678 \n二行"}))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_recorded_reads_as_what_came_home_so_that_nothing_comes_home_twice(held, drawn):
    ledger, uids = held
    code, answers = drawn
    form, uid = campaign_for(ledger, code).form, uids[code]
    cells = {column(one.code): to_cell(one, answers.get(one.code, "")) for one in fields_of(form)}
    home = came_home(form, cells)[0].values
    bad = {problem.field for problem in form.normalise(home).problems}
    home = {name: value for name, value in home.items() if name not in bad and name != "surveyors"}
    ledger.apply(uid, ledger.case(uid).version, "record", payload_of(home))
    now = seen_home(form, answers_of(ledger.case(uid)), {})
    assert {name: now.get(name, "") or "" for name in home} == {name: value or "" for name, value in home.items()}
