"""The report of photos taken in and checked: what was attached, what was not and why, and every flag with its sentence."""

from __future__ import annotations

from typing import Dict, List, Mapping

from ...domain.codes import Dictionary
from ...domain.photos import Photo, PhotoFlag
from ...i18n import language, tr
from ...ledger.ledger import Ledger
from ...photo_words import LEVELS, level, sentence
from ...webpage import figures, notes, table, whole_page
from .checking import Checked
from .matching import FOLDER, GPS, NAME, Parcels
from .taking_in import TakenIn


def report(ledger: Ledger, parcels: Parcels, taken: TakenIn, checked: Checked) -> str:
    """Return the report as a page."""
    flags = ledger.dictionary("photo_flag")
    loud = sorted(checked.flags, key=lambda one: (LEVELS.index(level(flags, one.code)), parcels.number(one.parcel_uid),
                                                  one.sha256))
    names = names_of(ledger, checked, taken)
    suspect = len(suspects(flags, checked))
    return whole_page(tr("Field photos"), [
        figures([(tr("files read"), taken.read, False), (tr("attached"), len(taken.attached), False),
                 (tr("there already"), taken.already, False), (tr("of no parcel"), len(taken.unmatched), True),
                 (tr("refused"), len(taken.refused), True), (tr("checked"), len(checked.photos), False),
                 (tr("photos to look at"), suspect, True)]),
        notes(tr("How to read this"), [
            tr("A flag is a reason to look, never a verdict: nothing is rejected by it. A person explains it, accepts the photo "
               "or finds it a fake, with name and day."),
            tr("Judged by version {version} of the rules for photos.").format(version=ledger.photo_rules().version)]),
        table(tr("Flags"), [tr("Weight"), tr("Parcel no."), tr("Photo"), tr("Flag"), tr("What it says")],
              [_flag_row(one, flags, names, parcels) for one in loud]),
        table(tr("Photos of no parcel"), [tr("File"), tr("Why")], taken.unmatched),
        table(tr("Files refused"), [tr("File"), tr("Why")], taken.refused),
        table(tr("Attached"), [tr("Parcel no."), tr("File"), tr("What it shows"), tr("Matched by")],
              [[parcels.number(one.uid), one.path, ledger.dictionary("attachment_role").label(one.role, language()),
                how_words()[one.how]] for one in taken.attached]),
        table(tr("Same spot, same direction"), [tr("Parcel no."), tr("Photos")], _stations(ledger, parcels, checked, names),
              tr("Photos of before and after that were taken from one station, as evidence of a rectification wants them.")),
    ])


def suspects(flags: Dictionary, checked: Checked) -> Dict[str, List[str]]:
    """Return the codes of what was noticed of each photo, by SHA-256, hints left out."""
    found: Dict[str, List[str]] = {}
    for one in checked.flags:
        if level(flags, one.code) != LEVELS[-1]:
            found.setdefault(one.sha256, []).append(one.code)
    return found


def names_of(ledger: Ledger, checked: Checked, taken: TakenIn) -> Dict[str, str]:
    """Return what the files of photos were called, by SHA-256."""
    wanted = {one.sha256 for one in (*checked.photos, *checked.flags)}
    found = {row["sha256"]: str(row["orig_name"]) for row in ledger.store.each(
        "SELECT sha256, orig_name FROM attachment WHERE sha256 = ?", sorted(wanted))}
    return {**found, **{one.sha256: one.path for one in taken.attached}}


def _flag_row(one: PhotoFlag, flags: Dictionary, names: Mapping[str, str], parcels: Parcels) -> List[str]:
    return [level_words()[level(flags, one.code)], parcels.number(one.parcel_uid), names.get(one.sha256, one.sha256[:12]),
            flags.label(one.code, language()), sentence(flags, one.code, one.figures)]


def level_words() -> Dict[str, str]:
    """Return what the weights of flags are called."""
    return dict(zip(LEVELS, (tr("look first"), tr("look at"), tr("hint"))))


def how_words() -> Dict[str, str]:
    """Return what the ways of matching are called."""
    return {NAME: tr("file name"), FOLDER: tr("folder"), GPS: tr("position")}


def _stations(ledger: Ledger, parcels: Parcels, checked: Checked, names: Mapping[str, str]) -> List[List[str]]:
    rows: List[List[str]] = []
    for uid in dict.fromkeys(one.parcel_uid for one in checked.photos):
        of_station: Dict[str, List[Photo]] = {}
        for one in ledger.photos(uid):
            if one.station:
                of_station.setdefault(one.station, []).append(one)
        rows += [[parcels.number(uid), tr(", ").join(names.get(one.sha256, one.sha256[:12]) for one in some)]
                 for some in of_station.values() if len(some) > 1]
    return rows
