"""Printed sign-off forms and their scans: what stands on a form, how a scan finds its parcels, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

from farmland_plugin.domain.people import Person
from farmland_plugin.domain.signform import FormCode
from farmland_plugin.evidence.scan_pages import reads_pdf
from farmland_plugin.ledger.cases.forms_issued import find, sheaves
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from tests.qgis.few_parcels import add_parcels

CHAIN = ("village_committee", "township_leader", "department_lead")
pytestmark = pytest.mark.skipif(not reads_pdf(), reason="this GDAL reads no PDF")


@pytest.fixture
def county(tmp_path):
    """A ledger of 23 parcels in 签字中, with one person for each level."""
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        parcels = add_parcels(ledger, 23)
        people = {role: ledger.people.register(Person("", name, roles=(role,), township="柳林镇", village=village)).person_id
                  for role, name, village in (("village_committee", "钱村主任", "柳林村"), ("township_leader", "孙镇长", ""),
                                              ("department_lead", "李局长", ""))}
        with ledger.door() as door:  # where the forms begin: the way there is told elsewhere
            door.execute("UPDATE case_state SET status = 'signing', finding = 'legal', version = version + 1", ())
    return path, [one.parcel_uid for one in parcels], people


def printed(farmland, path, target, **more):
    return farmland("exportsignforms", LEDGER=path, OUTPUT=target, **more)


def record(farmland, path, scans, **more):
    return farmland("recordsignatures", LEDGER=path, INPUT=scans, **{"LOOKED": True, **more})


def folder_of(tmp_path, *files):
    folder = tmp_path / "scans"
    folder.mkdir(exist_ok=True)
    for number, file in enumerate(files):
        (folder / f"{number}_{file.name}").write_bytes(file.read_bytes())
    return folder


def signatures(path, uid):
    with Ledger.open(path, write=False) as ledger:
        return ledger.signatures(uid), ledger.case(uid)


def test_nothing_is_signed_before_somebody_says_that_the_scans_were_looked_at(farmland, county, tmp_path):
    path, uids, _people = county
    printed(farmland, path, tmp_path / "forms.pdf")
    with pytest.raises(QgsProcessingException, match="look at every scan"):
        record(farmland, path, folder_of(tmp_path, tmp_path / "forms.pdf"), LOOKED=False)
    assert signatures(path, uids[0])[0] == []


def test_one_form_for_the_village_on_two_pages_stands_in_the_journal(farmland, county, tmp_path):
    path, uids, _people = county
    done = printed(farmland, path, tmp_path / "forms.pdf")
    assert (done["FORMS"], done["PARCELS"]) == (1, 23)
    assert Path(done["OUTPUT"]).read_bytes().startswith(b"%PDF")
    with Ledger.open(path, write=False) as ledger:
        (event,) = [one for one in ledger.events() if one.action == "issue_form"]
        form = find(ledger, json.loads(event.body)["payload"]["form_id"])
        assert [len(page.parcels) for page in form.pages] == [20, 3]
        assert (form.stage, form.level, form.role) == ("survey", 1, "village_committee")
        assert {one.parcel_uid for one in form.parcels()} == set(uids)
        assert find(ledger, "0000000000") is None


def test_a_scan_signs_every_parcel_on_it_with_the_same_hash_in_one_transaction(farmland, county, tmp_path):
    path, uids, people = county
    printed(farmland, path, tmp_path / "forms.pdf")
    done = record(farmland, path, folder_of(tmp_path, tmp_path / "forms.pdf"), SIGNED_ON="2026-07-09")
    assert (done["READ"], done["SIGNED"], done["UNMATCHED"]) == (1, 23, 0)
    found = [signatures(path, uid)[0] for uid in uids]
    assert {len(one) for one in found} == {1}
    assert {one[0].attachment for one in found} == {found[0][0].attachment} and found[0][0].attachment
    assert {(one[0].person_id, one[0].signed_at, one[0].method) for one in found} == {
        (people["village_committee"], "2026-07-09", "paper")}
    with Ledger.open(path, write=False) as ledger:
        bodies = [json.loads(event.body) for event in ledger.events() if event.action == "sign"]
    assert len({body["group"] for body in bodies}) == 1
    assert Path(done["REPORT"]).is_file()


def test_three_levels_on_paper_bring_every_case_to_the_county(farmland, county, tmp_path):
    path, uids, _people = county
    for level in range(3):
        printed(farmland, path, tmp_path / f"level{level}.pdf")
        record(farmland, path, folder_of(tmp_path, tmp_path / f"level{level}.pdf"))
        for file in (tmp_path / "scans").iterdir():
            file.unlink()
    assert {signatures(path, uid)[1].status for uid in uids} == {"county_review"}


def test_forms_of_all_levels_printed_beforehand_are_taken_in_order_from_one_folder(farmland, county, tmp_path):
    path, uids, _people = county
    files = []
    for level in (3, 1, 2):
        files.append(tmp_path / f"l{level}.pdf")
        printed(farmland, path, files[-1], LEVEL=level)
    scans = folder_of(tmp_path, *files)
    dry = record(farmland, path, scans, DRY_RUN=True)
    assert dry["SIGNED"] == 69 and not signatures(path, uids[0])[0]
    done = record(farmland, path, scans)
    assert done["SIGNED"] == 69
    assert {signatures(path, uid)[1].status for uid in uids} == {"county_review"}


def test_a_parcel_whose_facts_changed_since_printing_is_refused_and_the_others_are_signed(farmland, county, tmp_path):
    path, uids, _people = county
    printed(farmland, path, tmp_path / "forms.pdf")
    with Ledger.open(path) as ledger:
        ledger.apply(uids[4], ledger.case(uids[4]).version, "correct", {"confirmed_area_m2": "2026.00", "reason": "复测"})
    done = record(farmland, path, folder_of(tmp_path, tmp_path / "forms.pdf"))
    assert (done["SIGNED"], done["UNMATCHED"]) == (22, 0)
    assert not signatures(path, uids[4])[0]
    told = json.loads(Path(done["REPORT"]).with_suffix(".json").read_text(encoding="utf-8"))
    ((number, why, _name, _sheet),) = told["refused"]
    assert number == "P0004" and why


def test_the_same_page_twice_signs_once_and_lines_left_out_are_not_signed(farmland, county, tmp_path):
    path, uids, _people = county
    printed(farmland, path, tmp_path / "forms.pdf")
    scans = folder_of(tmp_path, tmp_path / "forms.pdf")
    done = record(farmland, path, scans, EXCEPT="P0001, P0002")
    assert done["SIGNED"] == 21 and not signatures(path, uids[1])[0]
    again = record(farmland, path, scans)
    assert again["SIGNED"] == 2  # the two left out before; the others' level has signed


def test_a_scan_without_a_readable_code_is_matched_by_the_code_typed(farmland, county, tmp_path):
    from qgis.PyQt.QtGui import QColor, QImage

    path, _uids, _people = county
    printed(farmland, path, tmp_path / "forms.pdf")
    with Ledger.open(path, write=False) as ledger:
        (event,) = [one for one in ledger.events() if one.action == "issue_form"]
    form_id = json.loads(event.body)["payload"]["form_id"]
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for at in range(300, 500):
        image.setPixelColor(at, at, QColor("black"))
    scans = tmp_path / "scans"
    scans.mkdir()
    assert image.save(str(scans / "torn.png"))
    assert record(farmland, path, scans)["UNMATCHED"] == 1
    typed = FormCode(form_id, 2).typed().lower()
    done = record(farmland, path, scans, CODES=f"torn.png={typed}")
    assert (done["SIGNED"], done["UNMATCHED"]) == (3, 0)
    with pytest.raises(QgsProcessingException):
        record(farmland, path, scans, CODES="torn.png=0000-0000-0000-0000")


def test_who_signed_must_be_certain(farmland, county, tmp_path):
    path, uids, people = county
    with Ledger.open(path) as ledger:
        ledger.people.register(Person("", "周副主任", roles=("village_committee",), township="柳林镇", village="柳林村"))
    printed(farmland, path, tmp_path / "forms.pdf")
    scans = folder_of(tmp_path, tmp_path / "forms.pdf")
    assert record(farmland, path, scans)["SIGNED"] == 0
    assert record(farmland, path, scans, PERSON="周副主任")["SIGNED"] == 23
    assert {one[0].person_id for one, _case in (signatures(path, uid) for uid in uids)} != {people["village_committee"]}
    with pytest.raises(QgsProcessingException, match=r"没有此人|no person"):
        record(farmland, path, scans, PERSON="无此人")


def test_villages_get_forms_of_their_own_and_closed_cases_none(farmland, county, tmp_path):
    path, uids, _people = county
    with Ledger.open(path) as ledger:
        more = add_parcels(ledger, 2, village="青石村")
        with ledger.door() as door:
            for parcel in more:
                door.execute("UPDATE case_state SET status = 'signing', version = version + 1 WHERE parcel_uid = ?",
                             (parcel.parcel_uid,))
            door.execute("UPDATE case_state SET status = 'county_review', version = version + 1 WHERE parcel_uid = ?", (uids[0],))
        made, refused = sheaves(ledger, "", [*uids, *(one.parcel_uid for one in more)])
    assert sorted((one.place, len(one.parcels)) for one in made) == [("柳林镇 柳林村", 22), ("柳林镇 青石村", 2)]
    assert [one.parcel_uid for one in refused] == [uids[0]]
    done = printed(farmland, path, tmp_path / "forms.pdf")
    assert (done["FORMS"], done["PARCELS"]) == (2, 24)
    with pytest.raises(QgsProcessingException):
        printed(farmland, path, tmp_path / "none.pdf", WHERE=f"parcel_uid IN ('{uids[0]}')")
    assert not (tmp_path / "none.pdf").exists()
