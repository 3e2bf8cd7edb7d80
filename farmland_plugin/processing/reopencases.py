"""``reopencases``: the recheck campaign (回头看): cases written off are opened again in a new round, with their list."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.acceptance import newest_scene
from ..domain.area import to_mu
from ..domain.errors import BadInput
from ..domain.parcel import CaseState, Change, Parcel
from ..domain.wkb import envelope
from ..domain.workdays import day_of
from ..domain.workflow import WRITTEN_OFF
from ..files import replacing, withdrawn_on_failure
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.media import Stored
from ..ledger.places import Places
from ..ledger.selection import select
from ..workbook import csv_text
from .base import AlgorithmFeedback, FarmlandAlgorithm

REOPEN, ROLE, COUNTY_ADMIN = "reopen", "doc_recheck", "county_admin"
_CLOSED = ("SELECT parcel_uid, MAX(ts) AS ts FROM (SELECT parcel_uid, ts FROM event WHERE action = 'write_off' UNION ALL"
           " SELECT parcel_uid, ts FROM merged_event WHERE action = 'write_off') AS closing GROUP BY parcel_uid")


class Reopened(NamedTuple):
    """One closed case: since which day (Beijing), and the newest image over its whole parcel; '' for unknown, or none."""

    parcel: Parcel
    case: CaseState
    closed_on: str
    scene: str

    @property
    def newer(self) -> bool:
        """Whether the image was taken after the day it was closed; nothing is newer than an unknown day."""
        return bool(self.closed_on) and self.scene > self.closed_on


class ReopenCases(FarmlandAlgorithm):
    """Open written-off cases again for a recheck (销号图斑“回头看”, 001-26)."""

    ID = "reopencases"
    ICON = "reopen"
    NUMBERS = ("REOPENED", "LEFT")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Reopen cases for a recheck")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Opens the written-off cases of a selection again, each in a new round that begins with nothing: what was found, "
            "signed and accepted before stays in the journal. The record of the recheck is attached to every one of them. With "
            "newer images only, a case is opened where an image was taken since it was written off. All of it is one step and is "
            "written in one transaction, or not at all; the list says which parcels they are. A dry run makes the list and "
            "writes nothing.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_text("REASON", tr("Reason (rebound, spot check)"), optional=False)
        self.add_text("PERSON", tr("County administrator who opens them (name)"), optional=False)
        self.add_input("DOCUMENT", tr("Record of the recheck (scan or photo; not needed for a dry run)"), optional=True)
        self.addParameter(QgsProcessingParameterBoolean("NEWER_ONLY", tr("Only where an image was taken since"), False))
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))
        self.add_file_output("REPORT", tr("List of the recheck"), tr("Table (*.csv)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Find the closed cases, write the list, then open all of them in one transaction."""
        dry = self.parameterAsBool(parameters, "DRY_RUN", context)
        document = self.text(parameters, "DOCUMENT", context)
        if not dry and not document:
            raise BadInput(tr("DOCUMENT is missing: give the record of the recheck, a scan or a photo."))
        with Ledger.open(self.ledger_address(parameters, context), write=not dry) as ledger:
            every = closed(ledger, select(ledger, self.text(parameters, "WHERE", context)))
            newer = self.parameterAsBool(parameters, "NEWER_ONLY", context)
            wanted = [one for one in every if not newer or one.newer]
            feedback.check()
            by = "" if dry else _person(ledger, self.text(parameters, "PERSON", context))
            default = ledger.files / "reports" / f"recheck_{ledger.new_uid()[-6:]}.csv"
            report = self.optional_output(parameters, "REPORT", context, default)
            with replacing(report) as part:
                part.write_text(report_text(ledger, wanted), encoding="utf-8")
            if wanted and not dry:
                with withdrawn_on_failure(report):
                    stored = ledger.media.add(Path(document))
                    reason = self.text(parameters, "REASON", context)
                    ledger.apply_many([change for one in wanted for change in opening(one, stored, reason, by)], feedback)
        text = tr("{count} cases would be opened for a recheck; nothing was written.") if dry else tr(
            "{count} cases opened for a recheck.")
        feedback.say(text.format(count=len(wanted)))
        if len(every) > len(wanted):
            feedback.say(tr("{count} closed cases were left: no image was taken since.").format(count=len(every) - len(wanted)))
        feedback.progress(100)
        return {"REOPENED": len(wanted), "LEFT": len(every) - len(wanted), "REPORT": str(report)}


def closed(ledger: Ledger, uids: Iterable[str]) -> List[Reopened]:
    """Return the written-off cases among some parcels, with the day they were closed and the newest image over each."""
    days = {row["parcel_uid"]: day_of(str(row["ts"])).isoformat() for row in ledger.store.rows(_CLOSED)}
    cases = {case.parcel_uid: case for case in ledger.cases(list(uids)) if case.status == WRITTEN_OFF}
    scenes = ledger.scenes()
    boxes = ((parcel, envelope(parcel.geom)) for parcel in ledger.parcels(list(cases)))
    return [Reopened(parcel, cases[parcel.parcel_uid], days.get(parcel.parcel_uid, ""),
                     newest_scene(ledger.scenes_over(box, scenes), box)) for parcel, box in boxes]


def opening(one: Reopened, document: Stored, reason: str, by: str) -> List[Change]:
    """Return what opens one case: the record attached, then the step."""
    uid, version = one.case.parcel_uid, one.case.version
    return [Change(uid, version, "attach", {"role": ROLE, "caption": reason, "files": [document.to_dict()]},
                   (document.sha256,), by),
            Change(uid, version + 1, REOPEN, {"reason": reason}, (), by)]


def _person(ledger: Ledger, wanted: str) -> str:
    """Return the id of an active person by name or id.

    :raises BadInput: when nobody, or more than one, has the name.
    """
    found = [one.person_id for one in ledger.people.all() if one.active and wanted in (one.name, one.person_id)]
    fitting = [one for one in found if COUNTY_ADMIN in ledger.people.roles_of([one]).get(one, ())] or found
    if len(fitting) != 1:
        raise BadInput(tr("PERSON {name}: {count} people are called so in the ledger; name exactly one who is registered there."),
                       name=wanted, count=len(fitting))
    return fitting[0]


def report_text(ledger: Ledger, wanted: List[Reopened]) -> str:
    """Return the list of the recheck: which parcels, how large, closed when, and the newest image over each."""
    places, batches = Places(ledger), {batch.batch_id: batch.name for batch in ledger.batches()}
    header = [tr("Parcel no."), tr("Batch"), tr("Township"), tr("Village"), tr("Monitored area, mu"), tr("Written off on"),
              tr("Newest image"), tr("Round of the recheck")]
    return csv_text(header, [[
        one.parcel.source_no, batches.get(one.parcel.batch_id, ""), places.township(one.parcel), places.village(one.parcel),
        to_mu(one.parcel.area_m2 if one.parcel.monitored_area_m2 is None else one.parcel.monitored_area_m2), one.closed_on,
        one.scene, one.case.round + 1] for one in wanted])
