"""The survey form as a workbook to be filled in (核查填报表), one row a parcel; ``recordfindings`` reads it back."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Dict, List, Sequence

from ..domain.answers import CODES, DATE, INTEGER, LONG_TEXT, NUMBER, PARTIAL_DATE, Field
from ..domain.area import to_mu
from ..domain.forms import Campaign
from ..domain.parcel import Parcel
from ..domain.survey import READ_ONLY
from ..i18n import language, tr
from ..ledger.cases.campaigns import campaign_for
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..workbook import Cell, Entry, display_width, writing

# Headings are Chinese in every language: recordfindings knows them, and townships fill them in.
_NUMBER, _BATCH, _UID = "图斑编号", "批次", "parcel_uid"
_TOLD = (f"乡镇（{READ_ONLY}）", f"村（{READ_ONLY}）", f"监测面积（亩，{READ_ONLY}）")


def parcels_of(ledger: Ledger, campaign: Campaign, uids: Sequence[str]) -> List[str]:
    """Return those of the parcels that belong to a campaign."""
    mine = {case.parcel_uid for case in ledger.cases(uids) if campaign_for(ledger, case.campaign) is campaign}
    return [uid for uid in uids if uid in mine]


def write_sheet(path: Path, ledger: Ledger, campaign: Campaign, uids: Sequence[str]) -> None:
    """Write the workbook for these parcels of a campaign."""
    fields = _fields(campaign)
    names = {batch.batch_id: batch.name for batch in ledger.batches()}
    places = Places(ledger)
    rows = [_row(parcel, names, places) for parcel in ledger.parcels(uids, geometry=False)]
    day = datetime.date.today()
    lists = {_list_name(one): [entry.label_zh for entry in one.entries] for one in fields if one.entries}
    name = campaign.words.said(language())
    with writing(path, tr("Survey sheet"), ledger.meta["name"], datetime.datetime(day.year, day.month, day.day)) as book:
        book.entry(tr("Survey sheet"), tr("{county}: survey sheet, {campaign}").format(
            county=ledger.meta["name"], campaign=name), _remarks(), _columns(campaign, fields), rows, lists)


def _remarks() -> List[str]:
    return [
        tr("Orange headings must be answered before the survey is submitted. Some columns are filled in only when their "
           "condition is met: select a cell to read it. Where several choices are allowed, put commas between them. Grey "
           "columns come from the ledger and stay as they are."),
        tr("Enter no names of householders or parties, identity numbers or telephone numbers: these people are registered in "
           "the program. Read the filled sheet back with Record findings (farmland:recordfindings); empty cells change nothing."),
    ]


def _fields(campaign: Campaign) -> List[Field]:
    """Return the fields in the order of the form; a choice without choices is not asked."""
    form = campaign.form
    fields = [form.by_code[code] for group in form.groups for code in group.fields]
    return [one for one in fields if one.dictionary is None or one.entries]


def _row(parcel: Parcel, batches: Dict[str, str], places: Places) -> List[Cell]:
    area = parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2
    return [parcel.source_no, batches.get(parcel.batch_id, ""), places.township(parcel), places.village(parcel),
            to_mu(area), parcel.parcel_uid]


def _columns(campaign: Campaign, fields: Sequence[Field]) -> List[Entry]:
    groups = {code: group.words.label_zh for group in campaign.form.groups for code in group.fields}
    township, village, area = _TOLD
    return [
        Entry(_NUMBER, 22, locked=True, demanded=True), Entry(_BATCH, 14, locked=True), Entry(township, 12, locked=True),
        Entry(village, 12, locked=True), Entry(area, 11, "mu", locked=True),
        *(_answer(campaign, one, groups[one.code]) for one in fields),
        Entry(_UID, 28, locked=True, hidden=True)]


def _answer(campaign: Campaign, field: Field, group: str) -> Entry:
    heading, unit = field.words.label_zh, campaign.form.known.units.get(field.unit)
    if unit is not None:
        heading = f"{heading}（{unit.label_zh}）"
    kind = {NUMBER: "number", INTEGER: "int"}.get(field.kind, "text")
    width = 30 if field.kind == LONG_TEXT else 18 if field.entries else 12
    return Entry(heading, max(width, min(display_width(heading) + 2, 20)), kind, group,
                 choices=_list_name(field) if field.entries else "", several=field.kind == CODES,
                 hint=_hint(campaign, field), demanded=field.code in campaign.form.required)


def _hint(campaign: Campaign, field: Field) -> str:
    """Return what is said beside a cell: when the field is asked for, and how it is filled in."""
    asked = campaign.form.asked_when(field.code)
    told = [tr("Only when {condition}.").format(condition=asked.said(language()))] if asked is not None else []
    if field.kind == DATE:
        told.append(tr("A date, such as 2026-07-03."))
    elif field.kind == PARTIAL_DATE:
        told.append(tr("A day, a month or a year: 2016-05-03, 2016-05, 2016."))
    elif field.kind == CODES:
        told.append(tr("Several are allowed, with commas between them."))
    if field.help.label and field.kind != PARTIAL_DATE:
        told.append(field.help.said(language()))
    return " ".join(told)


def _list_name(field: Field) -> str:
    return field.dictionary.name if field.dictionary is not None else ""
