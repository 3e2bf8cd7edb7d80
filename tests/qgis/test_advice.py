"""Advice from a ledger: how it is read, by which rules it was judged, and what is left of it when a person adopts it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from types import SimpleNamespace

import pytest
from qgis.gui import QgsMessageBar

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.suggesting import adoption
from farmland_plugin.domain.suggestion_rules import UNSURE
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.models.advice import told
from farmland_plugin.gui.models.timeline import history
from farmland_plugin.gui.panels.verification import VerificationPanel
from farmland_plugin.gui.terms import Terms
from farmland_plugin.ledger import facts as reading
from farmland_plugin.ledger.advice import advice_of
from farmland_plugin.ledger.cases.campaigns import campaign_for
from farmland_plugin.ledger.cases.suggestions import shipped_beside
from farmland_plugin.ledger.facts import facts_of
from farmland_plugin.ledger.keeping.renewing import renew_rules
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.schema import released
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.paths import resource
from tests.qgis.handover import E0, N0, new_ledger, square, write_layer

ON = date(2026, 11, 22)


def rect(x0, y0, x1, y1):
    a, b, c, d = E0 + x0, N0 + y0, E0 + x1, N0 + y1
    return f"POLYGON(({a} {b},{a} {d},{c} {d},{c} {b},{a} {b}))"


def import_parcels(farmland, folder, ledger, count, name="p"):
    rows = [(square(n % 20, n // 20), f"{name}{n}", "10000") for n in range(count)]
    source = write_layer(folder / f"{name}.gpkg", rows, ("JCBH", "JCMJ"), layer="x")
    farmland("importparcels", LEDGER=ledger, INPUT=source, BATCH=name, AREA_UNIT="m2")


def register(farmland, folder, ledger, role, rows, fields):
    source = write_layer(folder / f"{role}.gpkg", rows, fields, layer="x")
    return farmland("registerredline", LEDGER=ledger, INPUT=source, ROLE=role, VINTAGE="2024")["REDLINE_ID"]


@pytest.fixture
def county(tmp_path, farmland):
    """A ledger of 3 parcels, all cropland; P0 is facility land whose term ended, P1 facility land without a term written."""
    ledger = new_ledger(tmp_path)
    import_parcels(farmland, tmp_path, ledger, 3)
    register(farmland, tmp_path, ledger, "landuse", [(rect(0, 0, 900, 100), "0102", "0")], ("DLBM", "KCXS"))
    for role in ("approval", "temporary", "registration", "permanent_farmland"):
        register(farmland, tmp_path, ledger, role, [(rect(9000, 0, 9001, 1), "x")], ("PZWH",))
    return ledger


def facilities(farmland, folder, ledger, fields, *rows):
    register(farmland, folder, ledger, "facility", [(rect(200 * n, 0, 200 * n + 100, 100), *row) for n, row in enumerate(rows)],
             fields)
    farmland("screenparcels", LEDGER=ledger)


def firsts(path):
    with Ledger.open(path, write=False) as ledger:
        return [advice.first for _facts, advice in advice_of(ledger, on=ON)]


# -- what the ledger says ---------------------------------------------------------------------------------------------------


def test_a_term_in_the_layer_is_judged_from_the_file_to_the_suggestion(tmp_path, farmland, county):
    facilities(farmland, tmp_path, county, ("BAH", "BARQ", "DQRQ"), ("设1", "2015/1/1", "2020/1/1"), ("设2", "2015/1/1", ""),
               ("设3", "2015/1/1", "2020-02-30"))
    ended, blank, never = firsts(county)
    assert ended.rule_id != "S-1" and ended.outcome == UNSURE  # nobody has looked: a rule before the fallbacks is open
    assert (blank.rule_id, blank.outcome, blank.asks) == ("S-1", UNSURE, ("date:facility",))
    assert (never.rule_id, never.outcome, never.asks) == ("S-1", UNSURE, ("date:facility:2020-02-30",))


def test_a_layer_without_any_field_for_terms_is_not_asked_for_one(tmp_path, farmland, county):
    facilities(farmland, tmp_path, county, ("BAH", "BARQ"), ("设1", "2015/1/1"))
    first, *_rest = firsts(county)
    assert (first.rule_id, first.outcome) == ("S-1", "facility") and any("期限" in one.label_zh for one in first.against)


# -- how it is read ---------------------------------------------------------------------------------------------------------


def statements(path, walk):
    with Ledger.open(path, write=False) as ledger:
        asked = []
        ledger.store.connection.set_trace_callback(asked.append)
        found = walk(ledger)
        ledger.store.connection.set_trace_callback(None)
    return found, len(asked)


@pytest.fixture
def many(tmp_path, farmland):
    ledger = new_ledger(tmp_path)
    import_parcels(farmland, tmp_path, ledger, 120)
    register(farmland, tmp_path, ledger, "approval", [(rect(0, 0, 4000, 60), "1号", "2021/3/1")], ("PZWH", "PZRQ"))
    register(farmland, tmp_path, ledger, "landuse", [(rect(0, 0, 4000, 2000), "0102", "0")], ("DLBM", "KCXS"))
    farmland("screenparcels", LEDGER=ledger)
    return ledger


@pytest.mark.parametrize("walk", [facts_of, advice_of])
def test_the_number_of_statements_does_not_grow_with_the_parcels(many, walk):
    with Ledger.open(many, write=False) as ledger:
        uids = list(ledger.parcel_uids())
    some, few = statements(many, lambda ledger: list(walk(ledger, uids[:30], ON)))
    every, more = statements(many, lambda ledger: list(walk(ledger, uids, ON)))
    whole, all_of_them = statements(many, lambda ledger: list(walk(ledger, None, ON)))
    assert (len(some), len(every), len(whole)) == (30, 120, 120) and every == whole and every[:30] == some
    assert few == more and abs(all_of_them - more) <= 1 and more <= 40


@pytest.mark.parametrize("walk", [facts_of, advice_of])
def test_each_further_chunk_asks_the_same_few_things_and_the_journal_is_read_once(many, walk, monkeypatch):
    whole, once = statements(many, lambda ledger: list(walk(ledger, None, ON)))
    monkeypatch.setattr(reading, "CHUNK", 40)
    cut, thrice = statements(many, lambda ledger: list(walk(ledger, None, ON)))
    monkeypatch.setattr(reading, "CHUNK", 20)
    small, six_times = statements(many, lambda ledger: list(walk(ledger, None, ON)))
    assert whole == cut == small  # the same facts, in the same order
    assert (six_times - thrice) == 3 * (thrice - once) // 2
    with Ledger.open(many, write=False) as ledger:
        asked = []
        ledger.store.connection.set_trace_callback(asked.append)
        list(walk(ledger, None, ON))
    assert sum("action = 'screen'" in sql for sql in asked) == 1


def test_rows_of_many_keys_come_key_by_key_even_beyond_what_one_statement_takes(many):
    with Ledger.open(many, write=False) as ledger:
        uids = list(ledger.parcel_uids())
        wanted = [uids[5], "nobody", *reversed(uids), *(f"none{n}" for n in range(2000)), uids[5]]
        rows = list(ledger.store.each("SELECT parcel_uid, role FROM screening WHERE parcel_uid = ? ORDER BY role", wanted))
        one_by_one = [row for uid in wanted for row in ledger.store.rows(
            "SELECT parcel_uid, role FROM screening WHERE parcel_uid = ? ORDER BY role", (uid,))]
        assert [tuple(row) for row in rows] == [tuple(row) for row in one_by_one]
        unnamed = ledger.store.each("SELECT fid FROM parcel WHERE parcel_uid = ?", wanted[2:122])
        assert sorted(row["fid"] for row in unnamed) == list(range(1, 121))
        assert list(ledger.store.each("SELECT * FROM parcel WHERE parcel_uid = ?", [])) == []


# -- which rules ------------------------------------------------------------------------------------------------------------


def earlier_rules(folder):
    """Write rules as version 1 had them, before terms counted; return their folder."""
    raw = json.loads(resource("rules", "suggestion.json").read_text(encoding="utf-8"))
    raw["version"] = "1"
    del raw["endless"], raw["termless"]
    for rule in raw["rules"]:
        if rule["id"] == "S-1":
            rule["when"] = {"figure": "facility.share", "at_least": "full_share_small"}
            rule["against"] = []
    rules = folder / "rules"
    rules.mkdir()
    (rules / "suggestion.json").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return rules


@pytest.fixture
def earlier(tmp_path, farmland):
    """A ledger of before, with facility land whose term ended, and the text of its rules."""
    rules = earlier_rules(tmp_path)
    path = tmp_path / "earlier.gpkg"
    farmland("createledger", LEDGER=path, COUNTY="130423", NAME="旧县", CRS="EPSG:4526", RULES=rules)
    import_parcels(farmland, tmp_path, path, 1)
    register(farmland, tmp_path, path, "landuse", [(rect(0, 0, 900, 100), "0102", "0")], ("DLBM", "KCXS"))
    for role in ("approval", "temporary", "registration", "permanent_farmland"):
        register(farmland, tmp_path, path, role, [(rect(9000, 0, 9001, 1), "x")], ("PZWH",))
    facilities(farmland, tmp_path, path, ("BAH", "BARQ", "DQRQ"), ("设1", "2015/1/1", "2020/1/1"))
    return path, (rules / "suggestion.json").read_text(encoding="utf-8")


def judged(path):
    with Ledger.open(path, write=False) as ledger:
        ((_facts, advice),) = advice_of(ledger, on=ON)
        shown = told(advice, Terms.of(ledger), campaign_for(ledger, "").form, shipped_beside(ledger))
        return advice, shown, verify_ledger(ledger).breaks


def test_an_old_ledger_is_judged_by_its_own_rules_and_says_so_until_somebody_takes_over_the_shipped_ones(
        earlier, farmland, monkeypatch):
    path, text = earlier
    monkeypatch.setitem(released.RELEASED, "suggestion", (released.mark(text),))
    before, shown, _breaks = judged(path)
    assert (before.first.rule_id, before.first.outcome) == ("S-1", "facility")  # as it was judged then
    assert (before.rules, before.rules_sha256) == ("suggestion 1", hashlib.sha256(text.encode()).hexdigest())
    line = next(one.text for one in shown.lines if "suggestion 2" in one.text)
    assert "suggestion 1" in line and "Take over shipped rules" in line and before.rules_sha256[:12] in shown.details
    assert judged(path)[0].rules == "suggestion 1"  # looking takes nothing over

    done = farmland("renewrules", LEDGER=path)
    assert done["SUGGESTION_RULES"] == "suggestion 2" and "suggestion" in done["RENEWED"].split(", ")
    after, shown, breaks = judged(path)
    assert after.first.rule_id != "S-1" or after.first.outcome == UNSURE
    assert after.rules == "suggestion 2" and not any("ships" in one.text for one in shown.lines) and breaks == []
    with Ledger.open(path, write=False) as ledger:
        event = [json.loads(one.body) for one in ledger.events()][-1]
        assert event["action"] == "migrate" and event["payload"]["rules"]["renewed"] == ["suggestion"]
        assert event["payload"]["rule_version"] == ledger.meta["rule_version"] == done["RULE_VERSION"]

    count = event["seq"]
    assert farmland("renewrules", LEDGER=path)["RENEWED"] == ""
    with Ledger.open(path, write=False) as ledger:
        assert ledger.last_seq() == count  # nothing to take over, nothing written


def test_rules_the_county_edited_are_named_as_its_own_and_never_replaced(earlier, farmland):
    path, text = earlier
    before, shown, _breaks = judged(path)
    line = next(one.text for one in shown.lines if "suggestion 2" in one.text)
    assert "as the county edited them" in line and "Take over" not in line
    done = farmland("renewrules", LEDGER=path)
    assert done["RENEWED"] == "" and "suggestion" in done["KEPT"].split(", ")
    with Ledger.open(path, write=False) as ledger:
        assert ledger.rule_text("suggestion") == text
    assert judged(path)[0] == before


def test_an_open_ledger_judges_by_the_new_rules_as_soon_as_they_are_taken_over(earlier, monkeypatch):
    path, text = earlier
    monkeypatch.setitem(released.RELEASED, "suggestion", (released.mark(text),))
    with Ledger.open(path) as ledger:
        ((_facts, before),) = advice_of(ledger, on=ON)
        renew_rules(ledger)
        ((_facts, after),) = advice_of(ledger, on=ON)
        assert (before.rules, after.rules) == ("suggestion 1", "suggestion 2")
        uid = ledger.parcel_uids()[0]
        ledger.apply(uid, 1, "record", {"note": "新规则"})
        assert json.loads(list(ledger.events())[-1].body)["rule_version"] == ledger.meta["rule_version"]
        assert verify_ledger(ledger).breaks == []


# -- what a person adopts ---------------------------------------------------------------------------------------------------


@pytest.fixture
def facility(tmp_path, farmland, county):
    facilities(farmland, tmp_path, county, ("BAH", "BARQ", "DQRQ"), ("设1", "2015/1/1", "2030/1/1"))
    return county


def adopted_in(ledger, **changes):
    uid = ledger.parcel_uids()[0]
    ((_facts, advice),) = advice_of(ledger, [uid], ON)
    return uid, {**adoption(advice, {"finding": "facility_agriculture"}, ON), **changes}


def test_the_event_of_an_adopted_suggestion_carries_rule_rules_and_figures(facility):
    with Ledger.open(facility) as ledger:
        uid, suggestion = adopted_in(ledger)
        ledger.apply(uid, 1, "record", {"finding": "facility_agriculture", "suggestion": suggestion})
        body = json.loads(list(ledger.events(uid))[-1].body)
        assert body["suggestion"] == suggestion and body["payload"] == {"finding": "facility_agriculture"}
        assert suggestion["rule_id"] == "S-1" and suggestion["rules"] == "suggestion 2"
        assert suggestion["rules_sha256"] == hashlib.sha256(ledger.rule_text("suggestion").encode()).hexdigest()
        assert suggestion["figures"]["facility.valid_share"] == "100"
        assert suggestion["layers"][0]["sha256"] == next(one.sha256 for one in ledger.redlines() if one.role == "facility")
        assert ledger.case(uid).finding == "facility_agriculture" and "suggestion" not in ledger.case(uid).facts
        assert verify_ledger(ledger).breaks == []
        line = next(one for one in history(ledger, uid, Terms.of(ledger)) if one.action == "record")
        assert "suggestion S-1 adopted (suggestion 2)" in line.what
        assert "Rule S-1 (suggestion 2)" in line.tip and "100 %" in line.tip and suggestion["rules_sha256"][:12] in line.tip


@pytest.mark.parametrize("changes", [
    {"figures": "100"}, {"answers": {}}, {"answers": {"finding": "legal"}}, {"rule_id": ""}, {"figures": {"x": 1}},
    {"layers": [{"role": "facility"}]}, {"more": "x"}])
def test_what_is_no_adopted_suggestion_never_enters_the_journal(facility, changes):
    with Ledger.open(facility) as ledger:
        uid, suggestion = adopted_in(ledger, **changes)
        before = ledger.last_seq()
        with pytest.raises(BadInput, match="suggestion cannot be written"):
            ledger.apply(uid, 1, "record", {"finding": "facility_agriculture", "suggestion": suggestion})
        assert ledger.last_seq() == before and ledger.case(uid).finding == ""


@pytest.fixture
def desk(qgis_iface, qgis_new_project, facility):
    qgis_iface.mainWindow().show()
    notices = Notices(QgsMessageBar())
    workspace = Workspace(notices)
    view, jobs = MapView(qgis_iface, workspace, notices), Jobs(workspace, notices)
    panel = VerificationPanel(lambda *_: False, workspace, view, jobs, notices)
    panel.show()
    workspace.open(facility)
    uid = workspace.ledger.parcel_uids()[0]
    view.select([uid], uid)
    yield SimpleNamespace(panel=panel, workspace=workspace, uid=uid, view=view)
    workspace.close()
    panel.deleteLater()


def recorded(desk):
    events = [json.loads(one.body) for one in desk.workspace.ledger.events(desk.uid)]
    return next((one for one in reversed(events) if one["action"] == "record"), None)


def test_adopting_in_the_desktop_leaves_the_rule_in_the_journal_and_the_timeline_shows_it(desk):
    panel = desk.panel
    assert panel.suggestion.adopt.isEnabled()
    panel.suggestion.adopt.click()
    assert recorded(desk) is None  # a draft as yet
    panel.on_save()
    body = recorded(desk)
    assert body["payload"]["finding"] == "facility_agriculture"
    assert (body["suggestion"]["rule_id"], body["suggestion"]["answers"]) == ("S-1", {"finding": "facility_agriculture"})
    assert any("suggestion S-1 adopted" in one.what for one in history(desk.workspace.ledger, desk.uid, desk.workspace.terms))


def test_what_a_person_decides_otherwise_is_not_called_adopted(desk):
    panel = desk.panel
    panel.suggestion.adopt.click()
    panel.entry.propose({"finding": "legal"})
    panel.on_save()
    assert recorded(desk)["payload"]["finding"] == "legal" and "suggestion" not in recorded(desk)


def test_a_suggestion_taken_into_a_draft_is_still_known_after_the_ledger_was_closed(desk):
    desk.panel.suggestion.adopt.click()
    path = desk.workspace.ledger.address
    desk.workspace.close()
    desk.workspace.open(path)
    desk.view.select([desk.uid], desk.uid)
    desk.panel.on_save()
    assert recorded(desk)["suggestion"]["rule_id"] == "S-1"


def test_the_box_says_net_or_gross_and_quotes_what_is_no_day(tmp_path, farmland, county, qgis_app):
    facilities(farmland, tmp_path, county, ("BAH", "BARQ", "DQRQ"), ("设1", "2015/1/1", "2020-02-30"))
    with Ledger.open(county, write=False) as ledger:
        uid = ledger.parcel_uids()[0]
        _facts, advice = next(advice_of(ledger, [uid], ON))
        shown = told(advice, Terms.of(ledger), campaign_for(ledger, "").form)
        assert any("“2020-02-30” stands there, which is no day" in one.text for one in shown.lines)
        assert "(net)" in shown.details and "(gross)" not in shown.details.split("(net)")[0].rpartition("<td>")[2]


def test_a_desktop_that_has_the_ledger_open_reads_it_anew_when_other_rules_are_taken_over(
        qgis_iface, qgis_new_project, earlier, farmland, monkeypatch):
    path, text = earlier
    monkeypatch.setitem(released.RELEASED, "suggestion", (released.mark(text),))
    workspace = Workspace(Notices(QgsMessageBar()))
    workspace.open(path)
    assert next(advice_of(workspace.ledger, on=ON))[1].rules == "suggestion 1"
    farmland("renewrules", LEDGER=path)
    workspace.refresh()
    assert next(advice_of(workspace.ledger, on=ON))[1].rules == "suggestion 2"
    workspace.close()
