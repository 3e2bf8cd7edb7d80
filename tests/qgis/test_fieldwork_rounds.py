"""Fieldwork that comes home late, in a later round, or for a number that several parcels have; and what a key undoes of it."""

from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from farmland_plugin.domain.parcel import Change
from farmland_plugin.ledger.cases.own_steps import own_steps
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.importparcels import ImportParcels

from .casework_county import County, closed_by_receipt
from .test_fieldwork import (
    cases,
    edit,
    export,
    home,
    jpeg,
    ledger,
    new_ledger,
    project,
    run,
    shot,
    square,
    tagged,
    uid_of,
    write_layer,
)

__all__ = ["ledger", "project"]


def reopened(path, number, folder):
    """Take a case through to its next round."""
    uid = uid_of(path, number)
    with Ledger.open(path) as led:
        closed_by_receipt(led, uid, County(led), folder)
        assert led.case(uid).round == 2
    return uid


def test_photos_and_answers_of_an_earlier_round_stay_out_of_the_recheck_also_under_take(ledger, project, tmp_path):
    shot(project, ledger, "N0", "a.jpg", role="photo_after", content=jpeg(1))
    edit(project, "N0", note="外业")
    uid = reopened(ledger, "N0", tmp_path)
    for more in ({}, {"TAKE": "N0"}):
        out = home(ledger, project, **more)
        assert (out["APPLIED"], out["REFUSED"], out["PHOTOS"]) == (0, 1, 0)
    with Ledger.open(ledger, write=False) as led:
        assert (led.case(uid).round, led.case(uid).note) == (2, "")
        assert [row["role"] for row in led.media.rows(uid) if row["round"] == 2] == []


def test_a_number_that_several_parcels_have_is_not_taken_by_its_number(tmp_path):
    path = new_ledger(tmp_path)
    for name, at in (("一期", 0), ("二期", 3)):
        source = write_layer(tmp_path / f"{name}.gpkg", [(square(at), "N0", "")])
        run(ImportParcels(), LEDGER=path, INPUT=source, SOURCE="satellite", BATCH=name)
    folder = export(path, tmp_path / "外业")
    layer = QgsVectorLayer(f"{folder / 'fieldwork.gpkg'}|layername=parcels", "p", "ogr")
    layer.startEditing()
    for feature in layer.getFeatures():
        layer.changeAttributeValue(feature.id(), layer.fields().indexOf("q_note"), "外业")
    assert layer.commitChanges()
    with Ledger.open(path) as led:
        uids = led.parcel_uids()
        led.apply_many([Change(uid, 1, "record", {"note": "办公室"}) for uid in uids])
    with pytest.raises(QgsProcessingException) as refused:
        home(path, folder, TAKE="N0")
    assert all(uid.lower() in str(refused.value).lower() for uid in uids)
    assert home(path, folder, TAKE=uids[0])["APPLIED"] == 1
    with Ledger.open(path, write=False) as led:
        assert [led.case(uid).note for uid in uids] == ["外业", "办公室"]


def test_take_writes_only_what_was_edited_since_the_last_home_coming(ledger, project):
    edit(project, "N0", note="第一天")
    home(ledger, project)
    tagged(ledger, "N0", note="办公室后来改的")
    edit(project, "N0", finding="nonfarm_violation")
    assert home(ledger, project)["REFUSED"] == 1
    assert home(ledger, project, TAKE="N0")["APPLIED"] == 1
    assert (cases(ledger)["N0"].note, cases(ledger)["N0"].finding) == ("办公室后来改的", "nonfarm_violation")


@pytest.mark.parametrize("photos", [True, False])
def test_a_home_coming_is_left_to_the_case_panel_and_the_key_finds_the_finding_before(ledger, project, photos):
    tagged(ledger, "N4", finding="nonfarm_violation")
    edit(project, "N0", note="外业")
    edit(project, "N1", note="外业")
    if photos:
        shot(project, ledger, "N0", "a.jpg", content=jpeg(1))
    assert home(ledger, project)["APPLIED"] == 2
    uid = uid_of(ledger, "N4")
    with Ledger.open(ledger) as led:
        step = own_steps(led, "2000").undo
        assert step is not None and (step.parcel_uid, step.group) == (uid, "")
        led.apply(uid, led.case(uid).version, "undo", {"seq": step.target, "reason": "undone by key"})
        assert led.case(uid).finding == "" and own_steps(led, "2000").undo is None


def test_a_finding_before_more_than_two_thousand_events_is_still_found(ledger):
    with Ledger.open(ledger) as led:
        uids = led.parcel_uids()
        led.apply(uids[4], 1, "record", {"note": "one"})
        led.apply_many([Change(uids[number % 3], None, "record", {"note": str(number)}) for number in range(2100)])
        step = own_steps(led, "2000").undo
        assert step is not None and step.group
        led.undo_group(step.group, "undone by key")
        after = own_steps(led, "2000")
        assert after.redo is not None and after.undo is not None and after.undo.parcel_uid == uids[4]
