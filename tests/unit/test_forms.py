"""Survey forms of the five campaigns: what they ask, when, what they refuse, and what they call complete."""

from __future__ import annotations

import copy
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.answers import CODES, INTEGER, NUMBER, is_like_a_name
from farmland_plugin.domain.codes import normalised, parse_dictionary
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.forms import Campaign
from farmland_plugin.domain.parcel import CaseState
from farmland_plugin.domain.readings import bare, first_and_last_day, number_text, partial_date
from farmland_plugin.domain.schema import check_schema, violations
from farmland_plugin.domain.survey import COLUMNS, answers_of, payload_of
from farmland_plugin.intake.personal import is_personal
from farmland_plugin.paths import resource

CODES_OF_CAMPAIGNS = ("satellite", "inspection", "greenhouse", "rural_housing", "cropland_check")
DICTIONARIES = {path.stem: parse_dictionary(path.stem, path.read_text(encoding="utf-8"), path.name)
                for path in resource("dictionaries").glob("*.json") if path.stem != "field_alias"}
RAW = {code: json.loads(resource("rules", f"campaign_{code}.json").read_text(encoding="utf-8"))
       for code in CODES_OF_CAMPAIGNS}
CAMPAIGNS = {code: Campaign.from_json(raw, f"campaign_{code}.json", DICTIONARIES) for code, raw in RAW.items()}
FORMS = {code: campaign.form for code, campaign in CAMPAIGNS.items()}
NONFARM = {"finding": "nonfarm_violation"}


def labels(name):
    return [entry.label_zh for entry in DICTIONARIES[name].entries]


def said(form, answers, facts=None, language="zh"):
    """Return what is wrong as {field: sentence}."""
    return {problem.field: problem.sentence(language) for problem in form.check(answers, facts or {})}


def lacks(form, answers, duties=None):
    return {clear.clarity.code: [lack.code for lack in clear.missing] for clear in form.missing(answers, duties) if clear.asked}


# -- the documents ------------------------------------------------------------------------------------------------------


def test_every_source_of_parcels_has_a_campaign_and_every_campaign_known_chains():
    chains = json.loads(resource("rules", "workflow.json").read_text(encoding="utf-8"))["chains"]
    served = [source for campaign in CAMPAIGNS.values() for source in campaign.sources]
    assert sorted(served) == sorted(entry.code for entry in DICTIONARIES["source"].entries)
    for code, campaign in CAMPAIGNS.items():
        assert code == campaign.code and code in campaign.sources
        assert set(campaign.sign_chains.values()) <= set(chains)
        assert campaign.sign_chains["survey"] == ("household" if code == "rural_housing" else "village")


def test_a_field_means_the_same_in_every_campaign_and_the_columns_of_the_case_are_among_them():
    known = {}
    for form in FORMS.values():
        for code, field in form.by_code.items():
            key = (field.words, field.kind, field.unit, field.dictionary.name if field.dictionary else "", field.parent)
            assert known.setdefault(code, key) == key, code
        assert set(COLUMNS) - {"department"} <= set(form.by_code)


def test_no_field_asks_for_personal_data():
    for form in FORMS.values():
        for field in form.by_code.values():
            if field.code not in COLUMNS:
                for name in (field.words.label_zh, *field.aliases):
                    assert not is_personal(name), (field.code, name)


def test_the_code_lists_are_those_of_the_trade():
    assert labels("other_circumstance") == [
        "边角细缝", "边坡治理", "地下管廊（网）", "农村宅基地", "直接服务于河道的水工建筑/涉海用地", "JY", "农村土坟",
        "203范围及开天窗", "SM", "省外飞地", "出入口", "紧急用地", "合法矿区内的矿山修复治理", "生态修复用地", "电力设施",
        "灾毁地块", "水面高架桥", "其他"]
    assert labels("six_musts") == ["拆除", "没收", "罚款", "申请法院强制执行", "追究纪律责任", "追究法律责任"]
    assert len(labels("eight_donts")) == 8 and DICTIONARIES["eight_donts"].find("⑥").code == "one_house"
    assert labels("legal_basis") == ["批文", "供地手续", "登记发证", "其他"]
    uses = {upper.label_zh: [e.label_zh for e in DICTIONARIES["use_kind"].entries if e.extra["parent"] == upper.code]
            for upper in DICTIONARIES["use_class"].entries}
    assert uses == {"工矿商服": ["厂房类", "光伏", "硬化", "文旅", "采矿用地", "挖湖造景"],
                    "民生公益": ["公共管理和公共服务", "城镇住宅", "特殊用地"],
                    "道路交通": ["高速高铁", "国省干道", "地方城镇道路"], "圈占堆放等其他用地": ["圈占/堆放压占"]}
    for text, code in (("203范围", "village_203"), ("边坡治理地块", "slope_works")):
        assert DICTIONARIES["other_circumstance"].find(text).code == code


@pytest.mark.parametrize("name", sorted(DICTIONARIES))
def test_no_name_of_a_code_list_means_two_codes(name):
    if name == "parcel_fact":  # one fact in two units
        return
    seen = {}
    for entry in DICTIONARIES[name].entries:
        for word in {normalised(text) for text in (entry.code, entry.label, entry.label_zh, *entry.aliases)}:
            assert seen.setdefault(word, entry.code) == entry.code, word


def broken(path, value, code="greenhouse"):
    """Return a campaign document with one thing changed; ``path`` as in an error, dots between keys."""
    raw = copy.deepcopy(RAW[code])
    *way, last = path
    part = raw
    for key in way:
        part = part[key]
    if value is None:
        del part[last]
    elif isinstance(part, list) and last == len(part):
        part.append(value)
    else:
        part[last] = value
    return raw


@pytest.mark.parametrize(("path", "value", "told"), [
    (("form", "properties", "category", "x-dictionary"), "kategorie", "x-dictionary names the dictionary kategorie"),
    (("form", "required"), ["findng"], "form.required names findng"),
    (("form", "allOf", 0, "if", "properties"), {"findng": {"const": "x"}}, "form.allOf[0].if.properties names findng"),
    (("form", "allOf", 0, "if", "properties"), {"finding": {"const": "legall"}}, "finding.const names legall"),
    (("form", "allOf", 0, "then", "required"), ["gone"], "form.allOf[0].then.required names gone"),
    (("form", "allOf", 0, "then", "properties"), {"gone": True}, "form.allOf[0].then.properties names gone"),
    (("form", "allOf", 0, "if"), {"required": ["climate_region"]}, "which only a later section shows"),
    (("form", "allOf", 0, "if"), {"requried": ["finding"]}, "form.allOf[0].if has the key requried"),
    (("form", "properties", "plot_mu", "x-unti"), "mu", "plot_mu has the key x-unti"),
    (("form", "properties", "plot_mu", "x-unit"), "acre", "x-unit names acre"),
    (("form", "properties", "plot_mu", "minimum"), "0", "form.properties.plot_mu.minimum"),
    (("form", "properties", "plot_mu", "x-from"), "parcel.area_acre", "x-from names parcel.area_acre"),
    (("form", "properties", "plot_mu", "x-label_zh"), None, "lacks the key x-label_zh"),
    (("form", "properties", "built_on", "pattern"), "[", "form.properties.built_on.pattern"),
    (("form", "properties", "built_on", "type"), "boolean", "the type of form.properties.built_on"),
    (("form", "properties", "project_name", "x-aliases"), ["地块面积"], "answers to the name 地块面积"),
    (("form", "properties", "category_detail", "x-parent"), "note", "x-parent names note"),
    (("form", "x-groups", 1, "fields"), ["category"], "stands in another group"),
    (("form", "x-groups", 1), {"code": "x", "label": "x", "label_zh": "x", "fields": []}, "stands in no group"),
    (("completeness", 0, "fields"), ["owner"], "completeness[0].fields names owner"),
    (("completeness", 0, "fields"), ["duty:nobody"], "completeness[0].fields names duty:nobody"),
    (("evidence", 0, "roles"), ["photo_moon"], "evidence[0].roles names photo_moon"),
    (("evidence", 0, "stage"), "never", "evidence[0].stage names never"),
    (("checks", 0, "left"), "kropland_mu", "checks[0].left names kropland_mu"),
    (("checks", 0, "right"), {"table": "gone"}, "checks[0].right names gone"),
    (("checks", 0, "right"), "surveyed_on", "compares a date with a number"),
    (("checks", 0, "right"), {"root": ["plot_mu"]}, "checks[0].right names root"),
    (("checks", 0, "relation"), "≤", "checks[0].relation names ≤"),
    (("checks", 0, "text"), "{lft}", "checks[0].text"),
    (("tables", "nursing_house_limit", "rows", 0, "when", "properties"), {"climate_region": {"const": "arctic"}}, "names arctic"),
    (("sources",), ["moon"], "sources names moon"),
    (("sign_chains",), {"survey": "village"}, "sign_chains lacks the key acceptance"),
    (("vresion",), "1", "the document has the key vresion"),
    (("checks",), [3], "checks[0] must be an object"),
    (("form", "x-groups"), 3, "stands in no group"),
    (("completeness",), 3, "is not built as a campaign"),
])
def test_a_document_that_says_something_unknown_is_refused_with_file_and_key(path, value, told):
    with pytest.raises(BadInput) as error:
        Campaign.from_json(broken(path, value), "campaign_greenhouse.json", DICTIONARIES)
    assert told in str(error.value) and "campaign_greenhouse.json" in str(error.value)


def test_a_choice_whose_list_is_empty_is_not_asked_until_the_county_fills_it():
    assert "must_demolish_kinds" not in FORMS["inspection"].visible({})
    entry = '[{"code": "a", "label": "A", "label_zh": "甲"}]'
    filled = {**DICTIONARIES, "must_demolish_kind": parse_dictionary("must_demolish_kind", entry, "x")}
    form = Campaign.from_json(RAW["inspection"], "x", filled).form
    assert "must_demolish_kinds" in form.visible({})


# -- the subset of JSON Schema against the real one ---------------------------------------------------------------------


def by_jsonschema(schema, instance):
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return sorted((list(map(str, error.absolute_path)), error.validator or "false")
                  for error in validator.iter_errors(instance))


def by_us(schema, instance):
    return sorted((list(map(str, one.path)), one.keyword) for one in violations(schema, instance))


VALUES = st.booleans() | st.recursive(  # true inside a list is 1 to some releases of jsonschema, so there is none inside
    st.none() | st.integers(-3, 3) | st.floats(-3, 3, width=16) | st.sampled_from(
        ["", "a", "ab", "2026-07-03", "2026-13-01", "12", "甲"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=6)
LEAVES = st.one_of(
    st.sampled_from(["object", "array", "string", "number", "integer", "boolean", "null"]).map(lambda t: {"type": t}),
    VALUES.map(lambda v: {"const": v}), st.lists(VALUES, min_size=1, max_size=3).map(lambda v: {"enum": v}),
    st.tuples(st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), st.integers(-2, 2)).map(
        lambda p: dict([p])),
    st.tuples(st.sampled_from(["minLength", "maxLength", "minItems", "maxItems"]), st.integers(0, 2)).map(lambda p: dict([p])),
    st.sampled_from([{"pattern": "^a"}, {"pattern": r"^\d+$"}, {"format": "date"}, {"uniqueItems": True}, {}, True, False]),
    st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(lambda names: {"required": names}))
SCHEMAS = st.recursive(LEAVES, lambda inner: st.one_of(
    st.dictionaries(st.sampled_from("abc"), inner, max_size=2).map(lambda p: {"properties": p}),
    inner.map(lambda one: {"items": one or True}),  # of "items": false jsonschema tells in its own way
    inner.map(lambda one: {"contains": one}), inner.map(lambda one: {"not": one}),
    st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"allOf": parts}),
    st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"anyOf": parts}),
    st.tuples(inner, inner, inner).map(lambda p: {"if": p[0], "then": p[1], "else": p[2]}),
    st.tuples(inner, inner).map(lambda p: {**(p[0] if isinstance(p[0], dict) else {}),
                                           **(p[1] if isinstance(p[1], dict) else {})})), max_leaves=6)


@settings(max_examples=500, deadline=None)
@given(SCHEMAS, VALUES)
def test_the_subset_judges_as_the_package_jsonschema_does(schema, value):
    check_schema(schema, "x", "form")
    assert by_us(schema, value) == by_jsonschema(schema, value)


def answers_for(form):
    """Return a strategy of answers: codes that exist, numbers, dates, and some nonsense."""
    def one(field):
        codes = [entry.code for entry in field.entries]
        if field.kind == CODES:
            return st.lists(st.sampled_from(codes), unique=True, max_size=3) if codes else st.just([])
        if codes:
            return st.sampled_from([*codes, "nonsense"] if len(codes) > 9 else codes)
        if field.kind in (NUMBER, INTEGER):
            return st.sampled_from(["0", "1", "2.50", "12", "-1", "x", "1e999", "40"])
        return st.sampled_from(["2012-05-01", "2020-07-02", "2020-07-03", "2021", "2016-05", "文字", "x" * 300])
    return st.fixed_dictionaries({}, optional={code: one(field) for code, field in form.by_code.items()})


ANY = st.sampled_from(CODES_OF_CAMPAIGNS).flatmap(lambda code: st.tuples(st.just(FORMS[code]), answers_for(FORMS[code])))


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_the_shipped_schemas_are_judged_as_the_package_jsonschema_judges_them(pair):
    form, answers = pair
    typed = form.typed(answers)
    assert by_us(form.schema, typed) == by_jsonschema(form.schema, typed)


# -- what is asked ------------------------------------------------------------------------------------------------------


def test_a_lawful_parcel_is_asked_for_its_basis_and_its_approval():
    form = FORMS["satellite"]
    assert "legal_basis" not in form.visible({})
    assert {"legal_basis", "temporary_no"} <= form.visible({"finding": "legal"})
    assert "approval_no" in form.visible({"finding": "legal", "legal_basis": "approval"})
    assert form.demanded({"finding": "legal", "legal_basis": "registration"}) == [
        "finding", "surveyed_on", "surveyors", "legal_basis", "title_no"]
    assert not {"use_kind", "measures"} & form.visible({"finding": "legal"})


def test_a_violation_is_asked_for_its_use_and_each_of_the_six_musts_for_its_own_papers():
    form = FORMS["satellite"]
    answers = {**NONFARM, "measures": ["demolish", "fine"]}
    seen = form.visible(answers)
    assert {"use_class", "use_kind", "demolition_no", "demolition_on", "fine_no", "fine_yuan", "fine_paid_on"} <= seen
    assert not {"confiscation_no", "court_no", "liability_no"} & seen
    groups = [group.code for group, _fields in form.fields(answers)]
    assert groups == ["finding", "project", "areas", "disposal", "rectification", "survey"]


def test_the_house_decides_between_dwelling_public_service_and_business():
    form = FORMS["rural_housing"]
    base = {"housing_parcel": "residential", "house_class": "dwelling"}
    assert {"one_household", "homestead_m2"} <= form.visible(base) and "department" not in form.visible(base)
    assert "multi_house_reason" in form.visible({**base, "one_household": "no"})
    business = form.visible({"housing_parcel": "non_residential", "house_class": "business"})
    assert {"department", "build_ground", "project_owner"} <= business and "one_household" not in business
    assert "house_class" not in form.visible({"housing_parcel": "not_occupation"})
    wrong = said(form, {"housing_parcel": "residential", "house_class": "public"})
    assert "房屋类别" in wrong["house_class"]


def test_answers_of_a_section_that_is_not_shown_are_kept_and_do_not_count():
    form = FORMS["satellite"]
    answers = {"finding": "legal", "use_class": "industry", "use_kind": "plant", "violation_mu": "-5", "measures": ["fine"]}
    read = form.normalise(answers)
    assert read.values == answers | {"violation_mu": "-5.00"}
    assert set(read.hidden) == {"use_class", "use_kind", "violation_mu", "measures"}
    assert "violation_mu" not in said(form, read.values)
    assert "fine_no" not in form.visible(read.values)  # not even through a hidden answer
    assert "violation_mu" in said(form, {**read.values, **NONFARM})


def test_a_sub_code_brings_its_main_code_and_must_belong_to_it():
    form = FORMS["satellite"]
    assert form.normalise({**NONFARM, "use_kind": "厂房"}).values["use_class"] == "industry"
    wrong = {**NONFARM, "use_class": "transport", "use_kind": "plant"}
    assert said(form, form.normalise(wrong).values)["use_kind"] == "用途分类细化: 厂房类 does not belong to 道路交通."
    field = form.by_code["use_kind"]
    assert [entry.code for entry in field.offered("transport")] == ["high_speed", "trunk_road", "local_road"]
    assert len(field.offered("")) == 13


def test_a_field_says_in_words_when_it_is_asked():
    form = FORMS["satellite"]
    assert form.asked_when("title_no").label_zh == "核实认定意见为合法且合法依据为登记发证"
    assert form.asked_when("fine_no").label == "The six musts = Fine"
    assert form.asked_when("finding") is None
    assert FORMS["greenhouse"].asked_when("facility_filed").label_zh == "问题类别为大棚房或核实认定意见为设施农用地"


# -- how answers are read -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "raw", "stored"), [
    ("cropland_mu", " ０．９６ ", "0.96"), ("cropland_mu", "1,234.5亩", "1234.50"), ("cropland_mu", "640㎡", "0.96"),
    ("cropland_mu", "1.2345", "1.2345"), ("cropland_mu", "0", "0.00"), ("confirmed_area_m2", "1.5亩", "1000.00"),
    ("fine_yuan", "30000元", "30000.00"), ("discipline_people", "3人", "3"), ("approval_share", "95%", "95.00"),
    ("surveyed_on", "2026年7月3日", "2026-07-03"), ("built_on", "2016", "2016"), ("built_on", "2016.5", "2016-05"),
    ("built_on", "201605", "2016-05"), ("built_on", "2016年5月3日", "2016-05-03"),
    ("use_kind", "厂房", "plant"), ("finding", " 合法 ", "legal"), ("other_circumstance", "203范围", "village_203"),
    ("measures", "拆除、罚款；追究纪律责任", ["demolish", "fine", "discipline"]),
    ("measures", "罚款,拆除,罚款", ["demolish", "fine"]), ("measures", "", []),
    ("measures", ["fine", "没收"], ["confiscate", "fine"]),
    ("note", " 一\n二 ", "一\n二"),
    ("project_name", " 某 县  医院 ", "某 县 医院"),
])
def test_what_people_write_is_stored_in_one_form(code, raw, stored):
    read = FORMS["satellite"].normalise({code: raw})
    assert read.values[code] == stored and not read.problems


@pytest.mark.parametrize(("code", "raw", "told"), [
    ("cropland_mu", "约一亩", "约一亩 is not a number"), ("cropland_mu", "1e400", "is not a number"),
    ("cropland_mu", "3万", "is not a number"), ("cropland_mu", "1,5", "is not a number"),
    ("discipline_people", "1.5", "is not a whole number"),
    ("surveyed_on", "7月3日", "is no date"), ("surveyed_on", "2026-02-30", "is no date"), ("built_on", "前年", "2026-07 or 2026"),
    ("finding", "好像合法", "it has 疑似非农违法、疑似非粮化、合法"),
    ("measures", "拆除、批评", "批评 is not in the list six_musts"), ("former_class", "沙漠", "…"),
])
def test_what_cannot_be_read_is_kept_as_it_came_with_a_sentence(code, raw, told):
    form = FORMS["satellite"] if code != "former_class" else FORMS["rural_housing"]
    read = form.normalise({code: raw})
    assert read.values[code] == raw and told in read.problems[0].sentence("zh")


def test_a_label_with_commas_inside_is_still_one_choice():
    form = FORMS["rural_housing"]
    read = form.normalise({"cropland_grounds": "二调耕地、自然资源认定耕地、林草认定林草地"})
    assert read.values["cropland_grounds"] == ["second_survey", "disputed"]
    english = DICTIONARIES["cropland_ground"].label("managed_other")
    assert form.normalise({"cropland_grounds": f"Hardened village square, {english}"}).values["cropland_grounds"] == [
        "managed_other", "hardened_square"]


def test_a_heading_is_a_field_by_code_label_or_alias_and_its_unit_converts():
    form = FORMS["satellite"]
    for heading in ("cropland_mu", "占耕地面积（亩）", "占耕地面积(亩)", "Cropland occupied", "占用耕地面积"):
        assert form.column(heading).code == "cropland_mu"
    assert form.column("项目经理") is None
    assert form.normalise({"cropland_mu": "640"}, {"cropland_mu": "m2"}).values == {"cropland_mu": "0.96"}
    assert form.normalise({"cropland_mu": "0.064"}, {"cropland_mu": "ha"}).values == {"cropland_mu": "0.96"}


@pytest.mark.parametrize(("text", "person"), [
    ("张三", True), ("欧阳小明", True), ("买买提·吐尔逊", True), ("柳林镇卫生院", False), ("某公司", False),
    ("王家村", False), ("不详", False), ("XX公司", False)])
def test_a_natural_persons_name_typed_as_an_organisation_is_masked(text, person):
    assert is_like_a_name(text) is person
    stored = FORMS["satellite"].normalise({"project_owner": text}).values["project_owner"]
    assert stored == (text[0] + "*" * (len(text) - 1) if person else text)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_reading_an_answer_twice_changes_nothing(pair):
    form, answers = pair
    once = form.normalise(answers)
    again = form.normalise(once.values)
    assert again.values == once.values and again.hidden == once.hidden
    assert [p.sentence("zh") for p in again.problems] == [p.sentence("zh") for p in once.problems]


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_nothing_looks_at_answers_that_are_not_asked_and_no_answer_breaks_the_form(pair):
    form, answers = pair
    seen = form.visible(answers)
    shown = {code: answer for code, answer in answers.items() if code in seen}
    assert form.visible(shown) == seen
    assert [p.sentence("zh") for p in form.check(shown)] == [p.sentence("zh") for p in form.check(answers)]
    assert form.missing(shown, ["subject"]) == form.missing(answers, ["subject"])
    assert form.evidence_for(shown) == form.evidence_for(answers)
    assert form.proposals(shown, {}) == form.proposals(answers, {})
    assert {problem.field for problem in form.check(answers)} <= seen
    assert all(lack.code.startswith("duty:") or lack.code in seen for lack in form.incomplete(answers, []))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 3))
def test_a_stored_number_is_the_number_that_was_typed(value, decimals):
    text = number_text(value, decimals)
    assert Decimal(text) == value and number_text(Decimal(text), decimals) == text and "E" not in text


@given(st.dates())
def test_a_year_and_a_month_are_the_days_between(day):
    for text in (f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}", day.isoformat()):
        first, last = first_and_last_day(text)
        assert partial_date(text) == text and first <= day.isoformat() <= last


# -- what contradicts itself --------------------------------------------------------------------------------------------


def test_the_classes_of_land_add_up_to_the_plot_within_a_hundredth_of_a_mu():
    form = FORMS["satellite"]
    areas = {"finding": "other", "plot_mu": "3.00", "cropland_mu": "1.20", "other_agricultural_mu": "0.80", "unused_mu": "0.30",
             "construction_mu": "0.71"}
    assert said(form, areas) == {}
    off = said(form, {**areas, "construction_mu": "0.72"})
    assert off == {"plot_mu": "耕地、非耕农用地、未利用地、建设用地合计 3.02 亩，地块面积 3 亩，相差 0.02 亩。"}
    assert said(form, {"finding": "other", "plot_mu": "3", "cropland_mu": "2"}) == {}  # not all of it is there yet
    blank = {**areas, "unused_mu": "", "construction_mu": "1.00"}
    assert said(form, blank) == {}  # forms leave a nought out


def test_cropland_is_not_more_than_the_plot_and_plan_shares_add_up():
    form = FORMS["satellite"]
    told = said(form, {"finding": "other", "plot_mu": "1", "cropland_mu": "1.02"}, language="en")
    assert told["cropland_mu"] == "Cropland occupied (1.02 mu) is more than Area of the plot (1 mu)."
    assert "cropland_mu" not in said(form, {"finding": "other", "plot_mu": "1", "cropland_mu": "1.01"})
    plan = said(form, {"finding": "other", "plot_mu": "2", "in_plan_mu": "1", "off_plan_mu": "0.5",
                       "permanent_farmland_mu": "0.8"})
    assert "相差 0.5 亩" in plan["off_plan_mu"] and "永农" in plan["permanent_farmland_mu"]


@pytest.mark.parametrize(("region", "mu", "limit"), [
    ("south", "0.5", "15"), ("north", "3", "22.5"), ("severe_cold", "2", "30"), ("severe_cold", "2.01", "40"),
    ("severe_cold", "", "30")])
def test_the_nursing_house_limit_depends_on_region_and_greenhouse(region, mu, limit):
    form = FORMS["greenhouse"]
    answers = {**NONFARM, "category": "greenhouse", "has_nursing_house": "yes", "climate_region": region, "greenhouse_mu": mu,
               "nursing_house_m2": limit, "nursing_house_storeys": "1"}
    assert said(form, answers) == {}
    assert form.proposals(answers, {})["nursing_house_limit_m2"] == number_text(Decimal(limit), 2)
    over = {**answers, "nursing_house_m2": str(Decimal(limit) + Decimal("0.5")), "nursing_house_storeys": "2"}
    told = said(form, over)
    assert "超标 0.5 平方米" in told["nursing_house_m2"] and "2 层" in told["nursing_house_storeys"]
    assert {p.severity for p in form.check(over)} == {"warning"}  # the tool does not pronounce
    assert form.proposals({**over, "nursing_house_limit_m2": limit}, {})["nursing_house_excess_m2"] == "0.50"


def test_a_county_edits_the_limits():
    raw = broken(("tables", "nursing_house_limit", "rows", 0, "value"), "18")
    form = Campaign.from_json(raw, "x", DICTIONARIES).form
    answers = {**NONFARM, "category": "greenhouse", "has_nursing_house": "yes", "climate_region": "south",
               "nursing_house_m2": "17"}
    assert said(form, answers) == {} and said(FORMS["greenhouse"], answers)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_area_above_the_standard_is_never_negative_and_the_proposal_passes_the_check(actual, standard):
    form = FORMS["rural_housing"]
    answers = {"housing_parcel": "residential", "house_class": "dwelling", "homestead_m2": str(actual),
               "standard_m2": str(standard)}
    for _ in range(2):
        answers.update({code: value for code, value in form.proposals(answers, {}).items() if code.startswith("excess")})
    assert Decimal(answers["excess_m2"]) == max(0, actual - standard)
    assert not {"excess_m2", "excess_share"} & set(said(form, answers))
    assert "excess_m2" in said(form, {**answers, "excess_m2": str(max(0, actual - standard) + 1)})


def test_stock_and_increment_divide_at_the_third_of_july_2020():
    form = FORMS["rural_housing"]

    def wrong(period, started, completed=""):
        return "period" in said(form, {"housing_parcel": "residential", "period": period, "started_on": started,
                                       "completed_on": completed})

    assert not wrong("stock", "2020-07-02") and wrong("stock", "2020-07-03")
    assert not wrong("stock", "2020") and wrong("stock", "2021")  # a year that may be either is not judged
    assert not wrong("stock", "2020-07") and not wrong("increment", "2019-05", "2020-07")
    assert wrong("increment", "2019-05", "2020-06") and not wrong("increment", "2020-06", "2020-07-03")
    told = said(form, {"housing_parcel": "residential", "started_on": "2019", "completed_on": "2012-12"})
    assert "2013年1月1日" in told["completed_on"]


def test_the_answers_of_a_section_may_narrow_what_another_field_may_say():
    form = FORMS["inspection"]
    answers = {**NONFARM, "building_state": "not_started", "disposition": "demolish"}
    assert "禁止开工" in said(form, answers)["disposition"]
    assert "disposition" not in said(form, {**answers, "disposition": "no_start"})


def test_a_plot_in_the_wrong_unit_is_noticed_against_the_parcel():
    form = FORMS["satellite"]
    facts = {"area_mu": Decimal("1.44")}
    assert "核对单位" in said(form, {"finding": "other", "plot_mu": "960"}, facts)["plot_mu"]
    assert said(form, {"finding": "other", "plot_mu": "1.44"}, facts) == {}


def test_areas_and_shares_as_screened_are_proposed_where_nothing_is_answered():
    form = FORMS["satellite"]
    facts = {"area_mu": Decimal("1.44"), "area_m2": Decimal("960.00"), "cropland_mu": Decimal("0.964"),
             "approval_share": Decimal("37.126")}
    answers = {"finding": "legal", "legal_basis": "approval", "plot_mu": "1.50"}
    assert form.proposals(answers, facts) == {"confirmed_area_m2": "960.00", "cropland_mu": "0.96", "approval_share": "37.13"}


# -- what is missing, what is demanded ----------------------------------------------------------------------------------


def test_the_four_clear_things_name_what_each_of_them_lacks():
    form = FORMS["satellite"]
    assert lacks(form, NONFARM, []) == {
        "violator": ["subject_kind", "project_owner"], "area": ["plot_mu", "cropland_mu", "permanent_farmland_mu"],
        "problem": ["use_kind", "note"], "responsibility": ["disposition", "duty:supervision", "duty:rectification"]}
    full = {**NONFARM, "subject_kind": "enterprise", "project_owner": "某公司", "plot_mu": "1", "cropland_mu": "1",
            "permanent_farmland_mu": "0", "use_kind": "plant", "note": "厂房", "disposition": "demolish"}
    assert lacks(form, full, ["supervision", "rectification"]) == {
        "violator": [], "area": [], "problem": [], "responsibility": []}
    assert lacks(form, {**full, "project_owner": ""}, ["subject"])["violator"] == []  # a registered person will do
    assert lacks(form, {"finding": "false_change"}, []) == {"problem": ["note"]}


def test_what_is_required_and_what_is_unclear_are_listed_once_each():
    form = FORMS["satellite"]
    lacking = [lack.words.label_zh for lack in form.incomplete(NONFARM, ["subject"])]
    assert lacking == ["核查日期", "核查人员", "用途大类", "用途分类细化", "非农违法面积", "建设主体类型", "地块面积",
                       "占耕地面积", "占永农面积", "现场核查描述", "处置意见", "监管履职责任", "整改责任"]
    assert not any(lack.code.startswith("duty:") for lack in form.incomplete(NONFARM))


@pytest.mark.parametrize(("code", "answers", "roles"), [
    ("satellite", {"finding": "legal", "legal_basis": "approval"}, [("doc_approval",)]),
    ("satellite", {"finding": "legal", "legal_basis": "registration"}, [("doc_land_right",)]),
    ("satellite", {"finding": "facility_agriculture"}, [("doc_facility",)]),
    ("satellite", {"finding": "other", "temporary_no": "1"}, [("doc_temporary",), ("doc_basis", "doc_other")]),
    ("satellite", {"finding": "false_change"}, []),
    ("satellite", {"disposition": "stop_work"}, [("doc_stop_notice",)]),
    ("rural_housing", {"housing_parcel": "out_of_period"}, [("doc_basis", "doc_approval", "doc_land_right", "doc_facility")]),
    ("rural_housing", {"housing_parcel": "residential", "flags": ["consultation"]}, [("doc_basis",), ("doc_minutes",)]),
    ("greenhouse", {**NONFARM, "category": "greenhouse", "has_nursing_house": "yes"}, [("photo_interior",)]),
])
def test_each_outcome_demands_its_evidence_besides_photos_from_far_and_near(code, answers, roles):
    demands = FORMS[code].evidence_for(answers, "survey")
    assert [item for demand in demands for item in demand.roles] == [
        ("photo_far", "photo_panorama"), ("photo_near", "photo_interior"), *roles]


def test_demolition_counts_only_with_reclamation_and_a_fine_only_when_paid():
    form = FORMS["satellite"]
    answers = {**NONFARM, "disposition": "demolish", "measures": ["demolish", "fine"]}
    late = {demand.code: demand for demand in form.evidence_for(answers) if demand.stage != "survey"}
    assert late["demolition"].lacking(["photo_after"]) == [("doc_reclamation",), ("doc_acceptance",)]
    assert late["measure_fine"].lacking(["doc_penalty", "doc_payment"]) == []


# -- the case -----------------------------------------------------------------------------------------------------------


def test_answers_go_into_the_columns_and_facts_of_a_case_and_come_back():
    answers = {"finding": "legal", "flags": ["petition", "typical"], "confirmed_area_m2": "960.00", "cropland_mu": "0.96",
               "measures": ["fine"]}
    payload = payload_of(answers)
    assert payload == {"finding": "legal", "flags": "petition,typical", "confirmed_area_m2": "960.00",
                       "facts": {"cropland_mu": "0.96", "measures": ["fine"]}}
    assert answers_of(CaseState("uid", **payload)) == answers
    assert answers_of(CaseState("uid", facts={"自己的列": "1"})) == {"自己的列": "1"}


def test_headings_are_compared_without_units():
    assert bare("占耕地面积（亩）") == bare("占耕地面积 (mu)") == "占耕地面积"
