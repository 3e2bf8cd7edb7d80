"""Thresholds fitted to a county's decisions are adopted through the ledger, told in its journal, and change nothing older."""

from __future__ import annotations

import json

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsProject
from qgis.gui import QgsMessageBar

from farmland_plugin.domain.change_rules import RULE, Profile
from farmland_plugin.domain.decisions import GONE, LEFT, Decision
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.imagery import Comparison, PairCheck
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.domain.refitting import Thresholds
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.learning import LearningDialog
from farmland_plugin.gui.errors import Notices
from farmland_plugin.imagery.comparing import settings_of
from farmland_plugin.imagery.judging import judge
from farmland_plugin.imagery.learning import (
    Judging,
    adopt,
    counted_words,
    judging_of,
    measured_again,
    proposal,
    thresholds_of,
)
from farmland_plugin.imagery.measures.control import ControlTest
from farmland_plugin.imagery.measures.greenness import Greenness
from farmland_plugin.imagery.measures.measuring import Measured
from farmland_plugin.imagery.measures.registration import Registration
from farmland_plugin.imagery.measures.reuse import Reuse
from farmland_plugin.imagery.measures.structure import Persistence, Score
from farmland_plugin.imagery.measures.texture import Roughness
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.decided import decided
from farmland_plugin.ledger.keeping.renewing import adopt_thresholds, renew_rules
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger

from . import change_county as drawn
from .test_backups_window import wait
from .test_casework import ZONE38
from .two_copies import batch_of, whole

BOX = (38_544_000.0, 4_061_000.0, 38_700_000.0, 4_063_000.0)
EMPTY = np.zeros((0, 0), bool)
PAIRS = 4


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130423", name="临漳县台账", crs=ZONE38) as made:
        for number in range(PAIRS):
            for kind, role, day in (("B", "before", "2026-01-10"), ("A", "after", "2026-09-05")):
                made.add_scene(Scene(f"{kind}{number}", role, day, "高分二号", 0.5, f"/data/{kind}{number}.tif",
                                     f"{number}" * 64, "EPSG:4526", BOX, 4000, 4000))
        yield made


def measured(scores, control=None, **more):
    """What the measures give of a parcel whose structures have these scores."""
    return Measured(**{
        "registration": Registration(0.5, -0.5, 0.2), "own": None, "deviation_px": 0.1, "shift_m": 0.35, "area_m2": 2304.0,
        "bad_share": 0.0, "contrast": 1.0, "found_by": "drawn",
        "structures": tuple(Score(one, one, one, one, 0.1, 200.0) for one in scores),
        "persistence": Persistence(EMPTY, EMPTY, 0.0, 0.01, 0.0, 0.0), "reuse": Reuse(0.1, False, EMPTY, 0.0),
        "rubble": Roughness(0.5, 40), "footprint_z": 1.0, "green": Greenness(0.2, 0.3, float("nan"), float("nan"), 0.0, 0.0),
        "control": control or ControlTest(True, 0, 12, 10), **more})


def compared(ledger, uid, scores, pair=0, made="2026-11-01T00:00:00.000Z", **more):
    """A comparison as the ledger keeps it, judged by the profile in force."""
    settings, found = settings_of(ledger), measured(scores, **more)
    judged = judge(found, settings.profile)
    return Comparison(
        ledger.new_uid(), uid, 1, f"B{pair}", f"A{pair}", "2026-01-10", "2026-09-05", settings.profile.version,
        settings.profile_sha256, "k" * 64, judged.suggestion, [one.as_json() for one in judged.reasons],
        {**found.figures(), "same_picture": bool(found.reuse.found)}, 0.25, 0.25, 0.0, 0.0, b"", "", made)


@pytest.mark.parametrize(("scores", "more"), [
    ((0.1, 0.2), {}), ((0.5, 0.6), {}), ((0.1, 0.6), {}), ((0.3,), {}), ((0.1, float("nan")), {}), ((), {}),
    ((0.1,), {"control": ControlTest(False, 6, 12, 10)}), ((0.1,), {"rubble": Roughness(5.0, 40)}),
    ((0.1,), {"rubble": Roughness(float("nan"), 3)}), ((0.1,), {"reuse": Reuse(0.9, True, EMPTY, 0.1)}),
    ((0.1,), {"registration": Registration(0.0, 0.0, 0.0, ("registration_weak",))}), ((0.1,), {"deviation_px": 3.0}),
    ((0.1,), {"deviation_px": None, "contrast": 0.2}), ((0.1,), {"green": Greenness(0.1, 0.2, 0.1, 0.3, 0.9, 0.0)}),
    ((0.1,), {"persistence": Persistence(EMPTY, EMPTY, 0.1, 0.2, 90.0, 55.0)}), ((0.1,), {"found_by": "parcel"})])
def test_what_was_measured_is_judged_again_as_it_was_judged_when_the_images_were_read(ledger, scores, more):
    made, profile = compared(ledger, "P", scores, **more), Profile.from_rule(ledger.rule(RULE))
    again = judge(measured_again(Comparison(**{**made.__dict__, "scores": json.loads(json.dumps(made.scores))})), profile)
    assert (again.suggestion, [one.as_json() for one in again.reasons]) == (made.suggestion, made.reasons)


def test_parcels_compared_on_images_are_judged_again_as_they_were(tmp_path, farmland):
    path = tmp_path / "drawn.gpkg"
    with drawn.make_ledger(path) as made:
        drawn.land_use(made)
        uids = drawn.yards(made)
        before, after = drawn.scenes(made, tmp_path, {0: (0, 1), 1: (0, 1), 2: (0,)})
        drawn.mark_hamlet(made, before, after)
    farmland("compareimagery", LEDGER=path, BEFORE=before.scene_id, AFTER=after.scene_id, TABLE=tmp_path / "t.xlsx")
    with Ledger.open(path) as made:
        profile = Profile.from_rule(made.rule(RULE))
        found = [made.comparison(uid) for uid in uids]
        again = [judge(measured_again(one), profile) for one in found]
        assert [one.suggestion for one in again] == [one.suggestion for one in found]
        assert [[each.as_json()["code"] for each in one.reasons] for one in again] == [
            [each["code"] for each in one.reasons] for one in found]
        assert {one.suggestion for one in found} >= {"cleared", "unchanged"}
        judging = judging_of(made, [Decision(one, GONE, "accept", "2026-11-05", "王", True) for one in found])
        assert [judging.suggest(Decision(one, GONE, "accept", "2026-11-05", "王", True), thresholds_of(made))
                for one in found] == [
            one.suggestion for one in found]


def pair_checks(ledger, scores):
    """A check of each pair of images with twelve control buildings of these scores."""
    return [PairCheck(ledger.new_uid(), f"B{pair}", f"A{pair}", "2026-01-10", "2026-09-05", "1", "k" * 64, 0, None, None, None,
                      12, 0, "passed", {"windows": [], "controls": [
                          {"control_id": str(number), "s3": score} for number, score in enumerate(scores)]})
            for pair in range(PAIRS)]


def lived(ledger, gone=100, left=100, gone_at=0.30, left_at=0.70, controls=(0.7,) * 12):
    """Compare parcels and have people decide: the first few are accepted after demolition, a building is drawn on the others.

    What the journal tells is written by the ledger's door as the actions write it; the signatures before are not needed here.
    """
    uids = batch_of(ledger, gone + left)
    spread = np.linspace(-0.1, 0.1, 25)
    ledger.record_comparisons([
        compared(ledger, uid, (float((gone_at if number < gone else left_at) + spread[number % 25]),), number % PAIRS)
        for number, uid in enumerate(uids)], pair_checks(ledger, controls) if controls else [], {})
    with ledger.door() as door:
        for number, uid in enumerate(uids):
            if number < gone:
                door.append("complete_stage", uid, {"stage": "demolished", "completion_id": f"C{number}",
                                                    "done_on": "2026-08-01"})
                door.append("accept", uid, {})
            else:
                door.append("draw_residual", uid, {"residual_id": f"R{number}", "kind": "main"})
    return uids


def test_decisions_are_read_from_the_journal(ledger):
    lived(ledger, 3, 2)
    found = decided(ledger)
    assert sorted((one.decided, one.usable) for one in found) == [(GONE, True)] * 3 + [(LEFT, True)] * 2
    assert all(one.by == ledger.actor for one in found)
    ledger.retire_scene("A0", "日期填错")
    assert len(decided(ledger)) == 5 - 2


def test_with_too_few_decisions_nothing_is_adopted_and_it_says_how_many_are_lacking(ledger):
    lived(ledger, 60, 99)
    before = ledger.rule_text(RULE)
    found = proposal(ledger)
    with pytest.raises(BadInput, match="40 more decisions are needed: accepted after demolition") as refused:
        adopt(ledger, found, "试")
    assert "1 more decisions" in str(refused.value) and ledger.rule_text(RULE) == before


@pytest.mark.parametrize(("controls", "said"), [
    ((), "Only 0 control buildings"), ((0.29,) + (0.7,) * 11, "4 of 48 control buildings, which stand, would be read as gone"),
    ((None,) * 11 + (0.7,), "Only 4 control buildings")])
def test_without_control_buildings_that_bear_them_out_no_thresholds_are_adopted(ledger, controls, said):
    lived(ledger, controls=controls)
    before, found = ledger.rule_text(RULE), proposal(ledger)
    assert found.enough and found.fitted != found.now and not found.offered
    with pytest.raises(BadInput, match=said):
        adopt(ledger, found, "试")
    assert ledger.rule_text(RULE) == before
    assert "Of these 200 decisions, 200 were made after the suggestion was there." in counted_words(found)


def test_adopted_thresholds_are_a_new_version_told_in_the_journal_and_old_results_stay(ledger):
    uids = lived(ledger)
    old = ledger.comparisons(uids[0])
    found = proposal(ledger)
    assert found.offered and found.fitted.cleared > found.now.cleared and found.after.slipped == 0
    assert found.after.cleared > found.before.cleared
    shipped = ledger.rule(RULE)
    profile = adopt(ledger, found, "已核 200 处")
    assert (profile.cleared, profile.standing) == found.fitted == (ledger.rule(RULE)["cleared"], ledger.rule(RULE)["standing"])
    assert profile.version.startswith("1+2") and profile.version == ledger.rule(RULE)["version"]
    changed = {key for key, value in ledger.rule(RULE).items() if value != shipped[key]}
    assert changed == {"cleared", "standing", "version", "notes"}
    assert ledger.comparisons(uids[0]) == old
    event = list(ledger.events())[-1].payload()
    assert event["action"] == "adopt_profile" and event["payload"]["reason"] == "已核 200 处"
    assert (event["payload"]["controls"], event["payload"]["controls_lost"]) == (48, 0)
    assert event["payload"]["held_out_after"]["slipped"] == 0 and event["payload"]["cleared_before"] == "0.275"
    assert "rules" not in {one.kind for one in verify_ledger(ledger).breaks}


def test_what_was_decided_under_the_earlier_version_is_fitted_to_again_and_what_another_profile_measured_is_not(ledger):
    lived(ledger)
    adopt(ledger, proposal(ledger), "第一次")
    again = proposal(ledger)
    assert (again.gone, again.left, again.lacking) == (100, 100, {})
    assert again.now == again.fitted and not again.offered
    with pytest.raises(BadInput, match="fit these decisions as they are"):
        adopt(ledger, again, "再来")
    document = {**ledger.rule(RULE), "search_m": 4.0, "version": "x"}
    with ledger.door() as door:
        door.execute("UPDATE rule SET json = ? WHERE name = ?", (json.dumps(document), RULE))
    assert proposal(ledger).lacking == {GONE: 100, LEFT: 100}


def test_the_ledger_is_whole_after_adopting_and_the_countys_thresholds_outlive_shipped_rules(ledger):
    adopt_thresholds(ledger, 0.301, 0.4, "人工核定", {"gone": 120, "left": 130})
    assert whole(ledger)
    assert "rule" not in str(renew_rules(ledger).renewed) and ledger.rule(RULE)["cleared"] == 0.301
    assert ledger.changed_since(ledger.last_seq() - 1).uids == set()  # no case changed
    second = adopt_thresholds(ledger, 0.302, 0.4, "人工核定", {})
    assert second.version.endswith(".2") and whole(ledger)
    with Ledger.open(ledger.path, write=False) as reader:
        assert settings_of(reader).profile.cleared == 0.302


@pytest.mark.parametrize(("cleared", "standing", "reason"), [
    (0.3, 0.4, " "), (0.5, 0.4, "反了"), (0.275, 0.357, "没变"), (-3.0, 0.4, "太小")])
def test_thresholds_that_cannot_be_are_refused_and_nothing_is_written(ledger, cleared, standing, reason):
    before, seq = ledger.rule_text(RULE), ledger.last_seq()
    with pytest.raises(BadInput):
        adopt_thresholds(ledger, cleared, standing, reason, {})
    assert (ledger.rule_text(RULE), ledger.last_seq()) == (before, seq) and whole(ledger)


def test_whoever_changes_the_thresholds_behind_the_journal_is_found_out(ledger):
    adopt_thresholds(ledger, 0.301, 0.4, "人工核定", {})
    with ledger.door() as door:
        door.execute("UPDATE rule SET json = replace(json, '0.301', '0.501') WHERE name = ?", (RULE,))
    assert {one.kind for one in verify_ledger(ledger).breaks} == {"rules"}


def test_a_control_test_is_made_again_with_the_fitted_threshold(ledger):
    scores = [{"control_id": str(number), "s3": 0.32} for number in range(12)]
    check = PairCheck("c", "B0", "A0", "2026-01-10", "2026-09-05", "1", "k", 0, None, None, None, 12, 0, "passed",
                      {"windows": [], "controls": scores})
    one = Decision(compared(ledger, "P", (0.1,)), GONE, "accept", "2026-11-05", "王", True)
    judging = Judging(Profile.from_rule(ledger.rule(RULE)), {one.pair: check})
    assert judging.suggest(one, Thresholds(0.275, 0.357)) == "cleared"
    assert judging.suggest(one, Thresholds(0.33, 0.4)) == "unsure"  # twelve buildings that stand would read as gone


@pytest.fixture
def desk(ledger, qgis_iface, qgis_new_project, farmland):
    """A session with the ledger of decided parcels open, as the plugin has it."""
    path = ledger.path
    ledger.close()
    notices = Notices(QgsMessageBar())
    workspace = Workspace(notices)
    jobs = Jobs(workspace, notices)
    workspace.open(path)
    yield workspace, jobs
    workspace.release()
    jobs.release()
    QgsProject.instance().clear()


def shown(workspace, jobs):
    window = LearningDialog(workspace, jobs)
    window.start()
    assert not window.adopt_button.isEnabled()
    wait(lambda: window.counted.text())
    return window


def lines(window):
    return [[window.table.topLevelItem(row).text(column) for column in range(3)]
            for row in range(window.table.topLevelItemCount())]


@pytest.fixture
def few(ledger):
    lived(ledger, 60, 99)


@pytest.fixture
def enough(ledger):
    lived(ledger)


def test_the_window_says_how_many_decisions_are_lacking_and_offers_nothing(few, desk):
    window = shown(*desk)
    assert "40 more decisions" in window.standing.text() and "1 more decisions" in window.standing.text()
    assert lines(window) == [] and not window.reason.isVisible() and not window.adopt_button.isVisible()
    window.on_adopt()
    assert desk[0].ledger.rule(RULE)["version"] == "1"
    window.close()


def test_the_window_shows_both_and_adopts_with_a_reason_only(enough, desk):
    workspace, jobs = desk
    window = shown(workspace, jobs)
    assert lines(window)[0][1] == "0.275" and float(lines(window)[0][2]) > 0.275 and len(lines(window)) == 8
    window.on_adopt()
    assert workspace.ledger.rule(RULE)["version"] == "1" and not window.adopt_button.isEnabled()
    window.reason.setText("已核 200 处")
    window.adopt_button.click()
    wait(lambda: not window.isVisible())
    assert workspace.ledger.rule(RULE)["cleared"] == float(f"{workspace.ledger.rule(RULE)['cleared']:.3f}") > 0.275
    assert workspace.ledger.meta["rule_version"] == list(workspace.ledger.events())[-1].payload()["payload"]["rule_version"]
    assert [one.kind for one in verify_ledger(workspace.ledger).breaks if one.kind == "rules"] == []


def test_closing_the_window_stops_what_it_asked_for(enough, desk):
    window = LearningDialog(*desk)
    window.start()
    window.close()
    wait(lambda: not desk[1].busy)
    assert desk[0].ledger.rule(RULE)["version"] == "1"


def test_the_algorithm_tells_and_adopts_only_when_asked(ledger, farmland):
    lived(ledger)
    path = ledger.path
    ledger.close()
    told = farmland("refitchange", LEDGER=path)
    assert (told["GONE"], told["LEFT"], told["LACKING"], told["OFFERED"], told["ADOPTED"]) == (100, 100, 0, "yes", "")
    with Ledger.open(path, write=False) as reader:
        assert reader.rule(RULE)["cleared"] == 0.275
    with pytest.raises(QgsProcessingException, match="Say in words why"):
        farmland("refitchange", LEDGER=path, ADOPT=True)
    done = farmland("refitchange", LEDGER=path, ADOPT=True, REASON="已核 200 处")
    with Ledger.open(path, write=False) as reader:
        assert reader.rule(RULE)["cleared"] == pytest.approx(done["CLEARED"]) and reader.rule(RULE)["version"] == done["VERSION"]
