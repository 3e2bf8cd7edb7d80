"""The four in place, what is left on the ground, and acceptance by the monitored area, in a real ledger."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from farmland_plugin.domain.errors import BadInput, FarmlandError, MissingEvidence, NotAllowed
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.domain.workdays import today
from farmland_plugin.domain.workflow import Workflow
from farmland_plugin.ledger.completion import completion_of, left_standing, residuals, stages
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.keeping.renewing import renew_rules
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.merge import merge, undo_merge
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.processing.reopencases import closed as closed_cases
from farmland_plugin.reports.lists import collect, write_lists

from ..unit.test_acceptance import exif
from .casework_county import County, attach, clear, pack, put_in_place, sign_chain, survey, take
from .test_casework import ZONE38
from .two_copies import batch_of, field_copy, opened, square, whole

EAST, NORTH, SIDE = 38545000.0, 4062000.0, 45.0
V4 = Path(__file__).resolve().parents[1] / "ledgers" / "v4.gpkg"
STAGES = ("demolished", "cleared", "replanted", "accountable")


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "home" / "county.gpkg", county="130423", name="临漳县台账", crs=ZONE38) as made:
        yield made


@pytest.fixture
def county(ledger):
    return County(ledger)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(b"\x89PNG a signed form")
    return path


def photo(folder, day="2026:11:12", name="after.jpg"):
    path = folder / name
    path.write_bytes(exif("little", f"{day} 10:00:00") + name.encode())
    return path


def rectifying(ledger, uid, county, folder, scan):
    survey(ledger, uid, county, folder)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)
    take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])


def left(ledger, uid, county, x, y, size, kind="main", day="2026-11-12"):
    """Record a square that is left, by its lower left corner in the parcel; return its row."""
    take(ledger, uid, "draw_residual", {"kind": kind, "found_on": day, "person_id": county["acceptance_team"],
                                        "wkb": square(EAST + x, NORTH + y, size).hex()})
    return residuals(ledger, uid)[-1]


def apply_for(ledger, uid, county):
    take(ledger, uid, "declare_done", by=county["township_leader", 1])


@pytest.fixture
def uid(ledger, county, tmp_path, scan):
    first = batch_of(ledger, 2)[0]
    rectifying(ledger, first, county, tmp_path, scan)
    return first


def test_applying_waits_for_the_four_and_says_how_much_is_missing(ledger, county, uid, tmp_path):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    put_in_place(ledger, uid, county, sha, stages=("demolished", "cleared"))
    with pytest.raises(MissingEvidence, match=r"not in place yet: Cultivated again, Held to account; 2000.00 m² of the 2000.00"):
        apply_for(ledger, uid, county)
    put_in_place(ledger, uid, county, sha, stages=("replanted",))
    with pytest.raises(MissingEvidence, match="not in place yet: Held to account;"):
        apply_for(ledger, uid, county)
    put_in_place(ledger, uid, county, sha, stages=("accountable",))
    apply_for(ledger, uid, county)
    assert ledger.case(uid).status == "to_accept" and whole(ledger)


def test_a_main_building_left_blocks_with_its_square_metres_until_it_is_gone(ledger, county, uid, tmp_path, scan):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    put_in_place(ledger, uid, county, sha)
    apply_for(ledger, uid, county)
    attach(ledger, uid, "doc_reclamation", scan)
    attach(ledger, uid, "doc_acceptance", scan)
    sign_chain(ledger, uid, county, scan)
    found = left(ledger, uid, county, 5, 5, 10)
    left(ledger, uid, county, 10, 5, 10, "rubble")
    team = [county["acceptance_team", n] for n in range(3)]
    with pytest.raises(MissingEvidence) as caught:
        take(ledger, uid, "accept", {"team": team}, by=team[0])
    said = [str(one) for one in caught.value.missing]
    assert any("main building is kept" in one and "Main building 100.00 m²" in one and "Rubble 100.00 m²" in one
               and "150.00 m² of the 2000.00 m² monitored" in one for one in said), said
    assert any("not signed by every level" in one for one in said), "what was found since ends what was signed"
    assert left_standing(ledger)[uid][0] == found
    for one in residuals(ledger, uid):
        clear(ledger, uid, county, one, sha)
    assert left_standing(ledger) == {}
    take(ledger, uid, "accept", {"team": team}, by=team[0])  # the facts signed for are as they were
    assert ledger.case(uid).status == "to_write_off" and whole(ledger)


def test_what_is_left_is_clipped_to_the_parcel_as_issued_and_measured_officially(ledger, county, uid):
    inside = left(ledger, uid, county, 5, 5, 10)
    across = left(ledger, uid, county, -5, 5, 10, "net")
    assert abs(inside.area_m2 - 2 * across.area_m2) <= Decimal("0.02") and Decimal("99") < inside.area_m2 < Decimal("101")
    with pytest.raises(BadInput, match="outside the parcel as issued"):
        left(ledger, uid, county, 500, 5, 10)
    for wrong in ({"kind": "castle"}, {"found_on": "2999-01-01"}, {"person_id": ""}, {"wkb": "zz"}, {"wkb": ""}):
        with pytest.raises(FarmlandError):
            take(ledger, uid, "draw_residual", {"kind": "main", "found_on": "2026-11-12", "person_id": county["surveyor"],
                                                "wkb": square(EAST, NORTH, 5).hex(), **wrong})
    assert len(residuals(ledger, uid)) == 2


def test_a_stage_needs_a_photo_of_after_a_person_and_a_day_that_has_been(ledger, county, uid, tmp_path):
    before = next(row["sha256"] for row in ledger.media.rows(uid) if row["role"] == "photo_far")
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    good = {"stage": "demolished", "done_on": "2026-11-10", "person_id": county["township_leader"], "photos": [sha]}
    for wrong in ({"photos": []}, {"photos": [before]}, {"photos": ["0" * 64]}, {"done_on": "2999-01-01"}, {"done_on": ""},
                  {"person_id": ""}, {"stage": "painted"}):
        with pytest.raises(FarmlandError):
            take(ledger, uid, "complete_stage", {**good, **wrong})
    take(ledger, uid, "complete_stage", good)
    with pytest.raises(NotAllowed, match="take it back first"):
        take(ledger, uid, "complete_stage", good)
    row, = stages(ledger, uid)
    take(ledger, uid, "withdraw_stage", {"completion_id": row.completion_id, "reason": "日期录错"})
    take(ledger, uid, "complete_stage", {**good, "done_on": "2026-11-11"})
    assert completion_of(ledger, ledger.case(uid)).done_on("demolished") == "2026-11-11" and whole(ledger)


@pytest.mark.parametrize(("taken", "scene", "said"), [
    ("2026:11:01", "", "photo was taken on 2026-11-01, before the demolition of 2026-11-10"),
    ("", "2026-09-01", "newest image over the parcel is of 2026-09-01"),
    ("", "2026-11-15", ""), ("2026:11:12", "2026-09-01", ""), ("", "", "")])
def test_what_is_older_than_the_demolition_blocks_the_application(ledger, county, uid, tmp_path, taken, scene, said):
    path = photo(tmp_path, taken) if taken else tmp_path / "plain.png"
    if not taken:
        path.write_bytes(b"\x89PNG without a day")
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", path))
    if scene:
        ledger.add_scene(Scene("S", "after", scene, "卫星", 0.5, "x.tif", "d" * 64, "EPSG:4526",
                               (EAST - 100, NORTH - 100, EAST + 100, NORTH + 100), 10, 10))
    if said:
        with pytest.raises(MissingEvidence, match=said):
            apply_for(ledger, uid, county)
    else:
        apply_for(ledger, uid, county)
        assert ledger.case(uid).status == "to_accept"


def test_a_retired_image_neither_blocks_the_application_nor_proves_anything(ledger, county, uid, tmp_path):
    path = tmp_path / "plain.png"
    path.write_bytes(b"\x89PNG without a day")
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", path))
    ledger.add_scene(Scene("S", "after", "2026-09-01", "卫星", 0.5, "x.tif", "d" * 64, "EPSG:4526",
                           (EAST - 100, NORTH - 100, EAST + 100, NORTH + 100), 10, 10))
    with pytest.raises(MissingEvidence, match="newest image over the parcel is of 2026-09-01"):
        apply_for(ledger, uid, county)
    ledger.retire_scene("S", "日期填错")
    apply_for(ledger, uid, county)
    assert ledger.case(uid).status == "to_accept" and whole(ledger)


def test_a_photo_tells_its_own_day_in_the_journal_and_the_table(ledger, county, uid, tmp_path):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    row = next(row for row in ledger.media.rows(uid) if row["sha256"] == sha)
    assert row["captured_at"] == "2026-11-12T10:00:00"
    assert list(ledger.events(uid))[-1].payload()["payload"]["files"][0]["captured_at"] == "2026-11-12T10:00:00"
    assert whole(ledger)


@pytest.mark.parametrize("sql", [
    "UPDATE residual SET area_m2 = '1.00'", "DELETE FROM residual", "UPDATE completion SET done_on = '2020-01-01'",
    "INSERT OR REPLACE INTO residual SELECT residual_id, parcel_uid, round, 'net', found_on, person_id, area_m2, wkb, note, seq,"
    " removed_seq FROM residual"])
def test_what_was_found_is_never_changed_or_deleted(ledger, county, uid, tmp_path, sql):
    left(ledger, uid, county, 5, 5, 10)
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", photo(tmp_path)), stages=("demolished",))
    with pytest.raises(sqlite3.IntegrityError):
        ledger.store.connection.execute(sql)


def test_a_row_nobody_told_of_or_that_was_ended_behind_the_journal_is_found(ledger, county, uid, tmp_path):
    left(ledger, uid, county, 5, 5, 10)
    ledger.close()
    with contextlib.closing(sqlite3.connect(ledger.path)) as foreign:
        foreign.execute("UPDATE residual SET removed_seq = 3")
        foreign.commit()
    with Ledger.open(ledger.path, write=False) as reader:
        assert any("residual" in one.sentence and "removed_seq" in one.sentence for one in verify_ledger(reader).breaks)


def test_what_was_found_in_the_field_comes_home_and_a_stage_recorded_twice_counts_once(ledger, county, uid, tmp_path, scan):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    old = left(ledger, uid, county, 0, 0, 5, "rubble")
    taken = field_copy(ledger, tmp_path)
    put_in_place(ledger, uid, county, sha, stages=("demolished",))
    with opened(taken) as field:
        put_in_place(field, uid, county, sha, day="2026-11-11", stages=("demolished", "cleared"))
        left(field, uid, county, 20, 20, 10)
        clear(field, uid, county, old, sha)
    result = merge(ledger, taken)
    now = completion_of(ledger, ledger.case(uid))
    assert {one.stage: one.done_on for one in now.stages} == {"demolished": "2026-11-10", "cleared": "2026-11-11"}
    assert [one.kind for one in now.residuals] == ["main"] and [one.kind for one in result.remarks] == ["stage_twice"]
    assert whole(ledger)
    assert merge(ledger, taken).their_events == 0
    undo_merge(ledger, result.merge_id, "合并有误")
    now = completion_of(ledger, ledger.case(uid))
    assert [one.kind for one in now.residuals] == ["rubble"] and [one.stage for one in now.stages] == ["demolished"]
    assert whole(ledger)


def test_an_application_made_in_the_field_comes_home_only_by_the_rules(ledger, county, uid, tmp_path):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    taken = field_copy(ledger, tmp_path)
    with opened(taken) as field:
        put_in_place(field, uid, county, sha)
        apply_for(field, uid, county)
    forged = tmp_path / "forged" / "forged.gpkg"
    shutil.copytree(taken.parent, forged.parent)
    (forged.parent / taken.name).rename(forged)
    left(ledger, uid, county, 5, 5, 10)
    result = merge(ledger, taken)
    assert ledger.case(uid).status == "rectifying" and result.conflicts == 1, "what we found meanwhile stands against it"
    assert len(completion_of(ledger, ledger.case(uid)).stages) == 4 and whole(ledger)


def test_a_ledger_of_schema_four_goes_on_by_its_own_workflow_until_the_rules_are_renewed(tmp_path, scan):
    path = tmp_path / "county.gpkg"
    shutil.copyfile(V4, path)
    with Ledger.open(path) as old:
        uid = next(case.parcel_uid for case in old.cases() if case.status == "rectifying")
        township = [one.person_id for one in old.people.all() if "township_leader" in one.roles]
        assert not any(guard.kind == "remediated" for one in old.workflow.transitions for guard in one.requires)
        assert old.dictionary("residual_kind").get("main") is not None and list(old.all_parts()) != []
        renew_rules(old)
        assert any(guard.kind == "remediated" for one in old.workflow.transitions for guard in one.requires)
        assert old.workflow == Workflow.parse(old.rule_text("workflow"), "workflow")
        with pytest.raises(MissingEvidence, match=r"2000\.00 m² of the 2000\.00 m² monitored"):
            take(old, uid, "declare_done", by=township[1])
        assert verify_ledger(old).breaks == []


def closed(ledger, uid, county, folder, scan):
    """Take a case that is being rectified to written off."""
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", photo(folder)))
    apply_for(ledger, uid, county)
    for role in ("doc_reclamation", "doc_acceptance"):
        attach(ledger, uid, role, scan)
    sign_chain(ledger, uid, county, scan)
    team = [county["acceptance_team", n] for n in range(3)]
    take(ledger, uid, "accept", {"team": team}, by=team[0])
    attach(ledger, uid, "doc_write_off", scan)
    pack(ledger, uid, "writeoff")
    take(ledger, uid, "write_off", by=county["county_leader"])


def test_the_lists_count_a_parcel_with_nothing_left_and_say_what_is_left_of_another(ledger, county, uid, tmp_path, scan):
    other = ledger.parcel_uids()[1]
    rectifying(ledger, other, county, tmp_path, scan)
    left(ledger, other, county, 305, 5, 10)
    closed(ledger, uid, county, tmp_path, scan)
    lists = collect(ledger, ledger.parcel_uids(), date(2026, 11, 22), "zh")
    done, = lists.remediated
    open_, = lists.unremediated
    assert (done.number, done.left, done.counted_mu) == (ledger.parcel(uid).source_no, "", Decimal("3.00"))
    assert open_.left == "主体建筑 99.99 m²"
    write_lists(tmp_path / "lists.xlsx", lists, "", ledger)
    sheets = openpyxl.load_workbook(tmp_path / "lists.xlsx")
    told = {sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row] for sheet in sheets}
    assert "Left on the ground" in told["Unremediated list"] and "主体建筑 99.99 m²" in told["Unremediated list"]
    assert "Left on the ground" not in told["Remediated list"]


def test_a_recheck_opens_closed_cases_in_a_new_round_all_or_none_with_their_list(ledger, county, uid, tmp_path, scan, farmland):
    closed(ledger, uid, county, tmp_path, scan)
    name = ledger.people.find(county["county_admin"]).name
    path = ledger.path
    ledger.close()
    asked = {"LEDGER": path, "REASON": "影像显示反弹", "PERSON": name, "DOCUMENT": scan, "REPORT": tmp_path / "list.csv"}
    assert farmland("reopencases", **asked, NEWER_ONLY=True)["REOPENED"] == 0, "no image was taken since"
    dry = farmland("reopencases", **{**asked, "DRY_RUN": True, "DOCUMENT": ""})
    assert (dry["REOPENED"], dry["LEFT"]) == (1, 0)
    listed = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert len(listed) == 2 and listed[1].endswith(",,2") and "3.00" in listed[1]
    with Ledger.open(path) as again:
        assert again.case(uid).status == "written_off"
        again.add_scene(Scene("S", "latest", "2999-01-01", "卫星", 0.5, "x.tif", "d" * 64, "EPSG:4526",
                              (EAST - 100, NORTH - 100, EAST + 100, NORTH + 100), 10, 10))
    with pytest.raises(Exception, match="PERSON nobody"):
        farmland("reopencases", **{**asked, "PERSON": "nobody"})
    assert farmland("reopencases", **asked, NEWER_ONLY=True)["REOPENED"] == 1
    with Ledger.open(path) as again:
        case = again.case(uid)
        assert (case.status, case.round, case.finding) == ("to_survey", 2, "")
        assert completion_of(again, case).ids == () and len(stages(again, uid)) == 4, "the earlier round stays as it was"
        assert [row["role"] for row in again.media.rows(uid)].count("doc_recheck") == 1 and whole(again)
    assert farmland("reopencases", **asked)["REOPENED"] == 0


def test_a_case_closed_in_a_field_copy_has_its_day_and_a_day_is_one_of_beijing(ledger, county, uid, tmp_path, scan, monkeypatch):
    taken = field_copy(ledger, tmp_path)
    with opened(taken) as field:
        closed(field, uid, county, tmp_path, scan)
    merge(ledger, taken)
    ledger.add_scene(Scene("S", "latest", "2020-01-01", "卫星", 0.5, "x.tif", "d" * 64, "EPSG:4526",
                           (EAST - 100, NORTH - 100, EAST + 100, NORTH + 100), 10, 10))
    one, = closed_cases(ledger, [uid])
    assert (one.closed_on, one.scene, one.newer) == (today().isoformat(), "2020-01-01", False)
    real = ledger.store.rows

    def early(sql, *given):  # 07:00 in Beijing
        return [{"parcel_uid": uid, "ts": "2026-11-21T23:00:00.000Z"}] if "MAX(ts)" in sql else real(sql, *given)

    monkeypatch.setattr(ledger.store, "rows", early)
    one, = closed_cases(ledger, [uid])
    assert one.closed_on == "2026-11-22" and not one._replace(scene="2026-11-22").newer and one._replace(scene="2026-11-23").newer
    assert not one._replace(closed_on="", scene="2026-11-23").newer, "nothing is newer than an unknown day"
