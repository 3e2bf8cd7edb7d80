"""``exportsignforms``: the paper forms on which the next level signs, 20 parcels a page, with a code for the way back."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber

from ..domain.area import to_mu
from ..domain.errors import BadInput
from ..domain.signform import FormSpec
from ..evidence.sign_form import FormRow, FormText, write_forms
from ..i18n import language, message, tr
from ..ledger.cases.campaigns import campaign_for
from ..ledger.cases.forms_issued import Sheaf, issue, sheaves
from ..ledger.cases.wording import stage_label
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..ledger.selection import select
from .base import AlgorithmFeedback, FarmlandAlgorithm

STAGES = ("survey", "acceptance")
MOST_NAMED = 50
Part = Tuple[FormSpec, FormText, Dict[str, FormRow]]


class ExportSignForms(FarmlandAlgorithm):
    """Print sign-off forms (逐级审核签字表) of the parcels that wait for a signature."""

    ID = "exportsignforms"
    ICON = "signforms"
    NUMBERS = ("FORMS", "PARCELS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Print sign-off forms")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Makes one PDF with the forms on which the next level signs by hand: a form for each campaign, level and village "
            "or township, 20 parcels a page, each page with a QR code. The forms are noted in the journal, so that scans of "
            "them are recognised later. Parcels that wait for no signature are left out and named.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_choice("STAGE", tr("Stage (empty = where each case stands)"), ["", *map(stage_label, STAGES)], optional=True)
        self.addParameter(QgsProcessingParameterNumber(
            "LEVEL", tr("Level (0 = whose turn it is)"), QgsProcessingParameterNumber.Type.Integer, 0, True, 0, 9))
        self.add_file_output("OUTPUT", tr("Forms"), tr("PDF (*.pdf)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Sort the parcels onto forms, note the forms in the journal, print them."""
        stage, level = self.text(parameters, "STAGE", context), self.parameterAsInt(parameters, "LEVEL", context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            stage = next((code for code in ledger.workflow.stages if stage in (code, stage_label(code))), stage)
            if stage and stage not in ledger.workflow.stages:
                raise BadInput(tr("{stage} is no signing stage of this ledger: {known}"), stage=stage,
                               known=", ".join(ledger.workflow.stages))
            uids = select(ledger, self.text(parameters, "WHERE", context))
            made, refused = sheaves(ledger, stage, uids, level)
            for one in refused[:MOST_NAMED]:
                feedback.warn(tr("{number} is on no form: {why}").format(
                    number=ledger.parcel(one.parcel_uid).source_no or one.parcel_uid, why=message(one.why)))
            if len(refused) > MOST_NAMED:
                feedback.warn(tr("{count} further parcels are on no form.").format(count=len(refused) - MOST_NAMED))
            if not made:
                raise BadInput(tr("None of the {count} parcels waits for a signature: nothing was printed."), count=len(uids))
            target = self.optional_output(parameters, "OUTPUT", context, ledger.files / "forms" / (
                f"{datetime.date.today():%Y%m%d}_{ledger.new_uid()[-6:]}.pdf"))
            parts = [_part(ledger, sheaf, issue(ledger, sheaf)) for sheaf in made]
            write_forms(parts, target)
        count = sum(len(spec.parcels()) for spec, _text, _rows in parts)
        feedback.say(tr("{forms} forms with {parcels} parcels printed to {path}.").format(
            forms=len(parts), parcels=count, path=target))
        return {"OUTPUT": str(target), "FORMS": len(parts), "PARCELS": count}


def _part(ledger: Ledger, sheaf: Sheaf, spec: FormSpec) -> Part:
    """Return what is printed of one form."""
    spoken, head = language(), ledger.store.head()
    signer = ledger.dictionary("role").label(sheaf.level.role, spoken)
    county = str(ledger.meta.get("name", ""))
    title = tr("Sign-off form: {stage}, {signer}").format(stage=stage_label(sheaf.stage.name), signer=signer)
    text = FormText(
        title=title, county=county, campaign=campaign_for(ledger, sheaf.campaign).words.said(spoken),
        stage=stage_label(sheaf.stage.name), signer=f"{sheaf.place} {signer}".strip(), methods=sheaf.level.methods,
        people=sheaf.level.people, seq=head.seq, sm3=head.sm3, printed=datetime.date.today().isoformat(),
        seal="" if sheaf.level.role == "household" else f"{sheaf.place} {signer}".strip())
    return spec, text, _rows(ledger, [one.parcel_uid for one in spec.parcels()], spoken)


def _rows(ledger: Ledger, uids: List[str], spoken: str) -> Dict[str, FormRow]:
    places, cases = Places(ledger), {case.parcel_uid: case for case in ledger.cases(uids)}
    found = {}
    for parcel in ledger.parcels(uids, geometry=False):
        case = cases[parcel.parcel_uid]
        issued = parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2
        place = " ".join(text for text in (places.township(parcel), places.village(parcel)) if text)
        finding, measure = (ledger.dictionary(name).label(code, spoken) if code else "" for name, code in (
            ("finding", case.finding), ("disposition", case.disposition)))
        found[parcel.parcel_uid] = FormRow(parcel.source_no or parcel.parcel_uid, place, f"{to_mu(issued):,.2f}", finding,
                                           measure)
    return found
