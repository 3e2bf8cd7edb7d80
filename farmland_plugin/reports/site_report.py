"""The pre-check of planned sites (选址预检) as a page for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any, Dict, FrozenSet, List, Sequence, Tuple

from ..crs_words import area_rule_words, crs_words
from ..domain.area import round_half_up, to_mu
from ..domain.codes import Dictionary
from ..domain.parcel import Redline
from ..domain.site_check import AVOID, LayerFact, SiteFacts, SiteRules, Verdict, percent
from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..webpage import STYLE, figures, table, whole_page
from .site_sketch import PARCEL, Painted, Sketch

_STYLE = STYLE + """
body{max-width:64em}h2{font-size:1.25em;margin:1.8em 0 .4em}h3{font-size:1em;margin:1em 0 .3em;color:#444}
code{font-size:12px;color:#555}.muted{color:#666;font-size:14px}section{page-break-inside:avoid}
p.say{margin:.3em 0;padding:.45em .8em;border-left:.4em solid #bbb;background:#f6f6f6}
p.bad{border-color:#b3261e;background:#fdecea}p.attention{border-color:#b26a00;background:#fff4e0}
p.good{border-color:#2e7d32;background:#eaf5eb}
.top{display:flex;gap:1.2em;align-items:flex-start;flex-wrap:wrap}.top>div{flex:1 1 24em}
figure{margin:.3em 0;width:360px}figure svg{border:1px solid #ccc;background:#fff}
figcaption span{margin-right:1em;font-size:13px;white-space:nowrap}
figcaption i{display:inline-block;width:.8em;height:.8em;margin-right:.3em;box-sizing:border-box}
@page{size:A4}
"""
_table = partial(table, small=True)
_PLACES = ("village", "township", "county", "grid")


@dataclass(frozen=True)
class SiteCheck:
    """Everything a report says. :param left_out: rows that were not checked, with the reason. :param source: the INPUT."""

    sites: Sequence[SiteFacts]
    left_out: Sequence[Tuple[int, str]]
    lines: Sequence[Redline]
    rules: SiteRules
    cropland: FrozenSet[str]
    source: str
    made_at: str
    engine: str


class SiteReport:
    """Writes one pre-check."""

    def __init__(self, ledger: Ledger, check: SiteCheck) -> None:
        self._ledger, self._check = ledger, check
        self._lines = {line.redline_id: line for line in check.lines}
        self._roles = ledger.dictionaries["redline_role"]
        self._language = language()
        self._places = Places(ledger)

    # -- words ------------------------------------------------------------------------------------------------

    def role(self, redline_id: str) -> str:
        """Return what a red line is called: its role, with its name where several have the role."""
        line = self._lines[redline_id]
        label = self._roles.label(line.role, self._language)
        several = sum(other.role == line.role for other in self._check.lines) > 1
        return tr("{role} ({name})").format(role=label, name=line.name) if several else label

    def class_label(self, role: str, code: str) -> str:
        """Return a class code with its name, as far as the role's dictionary knows it."""
        entry = self._roles.get(role)
        name = str(entry.extra.get("class_dictionary", "")) if entry is not None else ""
        known: Dictionary = self._ledger.dictionary(name) if name else Dictionary("", ())
        label = self._places.name(code) or code if role in _PLACES else known.label(code, self._language)
        return f"{code} {label}" if code and label != code else code or tr("all of it")

    def _names(self, verdict: Verdict, site: SiteFacts) -> str:
        """Return the classes a layer has on the site, by name: for layers of places."""
        found = (fact for fact in site.layers if fact.redline_id == verdict.redline_id)
        return tr(", ").join(self._places.name(code) or code for fact in found for code, _ in fact.classes)

    def sentence(self, verdict: Verdict, site: SiteFacts) -> str:
        """Return what is said of a site by one rule: suggestions, never decisions."""
        facts = {
            "role": self.role(verdict.redline_id), "mu": to_mu(verdict.area_m2), "m2": verdict.area_m2,
            "percent": percent(verdict.area_m2, site.area_m2), "names": self._names(verdict, site),
            "kilometres": f"{self._check.rules.search_m / 1000:g}",
            "metres": "" if verdict.distance_m is None else round_half_up(
                verdict.distance_m, 0 if verdict.distance_m >= 10 else 1),
        }
        texts = {
            "avoid": tr("Avoidance of {role} is advised: the site takes {mu} mu of it ({m2} m², {percent} % of the site)."),
            "clear": tr("{role} is not touched; the nearest is {metres} m away.") if verdict.distance_m is not None else
            tr("{role} is not touched; none is found within {kilometres} km."),
            "unknown": tr("{role}: none is found within {kilometres} km, but whether its data reach this place cannot be told."),
            "outside": tr("{mu} mu ({percent} %) lie outside {role}: check whether the plan allows the use."),
            "inside": tr("The whole site lies inside {role}."),
            "cropland": tr("Suspected to take {mu} mu of cropland ({percent} %): check conversion approval and the balance of "
                           "cropland."),
            "no_cropland": tr("No cropland on the site by {role}."),
            "not_covered": tr("{mu} mu ({percent} %) of the site are not covered by the layer {role}: there nothing can be "
                              "said."),
            "approved": tr("{mu} mu ({percent} %) are covered by {role}: check the document and its term."),
            "not_approved": tr("No {role} is registered for this ground."),
            "shares": tr("{mu} mu ({percent} %) overlap {role}: check it."),
            "place": tr("Lies in {names} ({role})."),
        }
        return texts[verdict.what].format(**facts)

    # -- the page ---------------------------------------------------------------------------------------------

    def html(self) -> str:
        """Return the page; every text of the data is escaped."""
        check = self._check
        title = tr("Pre-check of planned sites")
        touched = touching(check)
        boxes = ((tr("sites"), len(check.sites), False), (tr("touch permanent farmland or a red line"), touched, True),
                 (tr("not checked"), len(check.left_out), True))
        origin = tr("{source} · ledger {ledger} · {when}").format(source=check.source, ledger=self._ledger.meta["name"],
                                                                   when=check.made_at[:19].replace("T", " "))
        body = [f'<p class="muted">{escape(origin)}</p>', figures(boxes),
                *(self._site(site) for site in check.sites), self._left_out(), self._data()]
        return whole_page(title, body, _STYLE)

    def _site(self, site: SiteFacts) -> str:
        said = "".join(f'<p class="say {verdict.level}">{escape(self.sentence(verdict, site))}</p>'
                       for verdict in self._check.rules.judge(site, self._check.cropland))
        repaired = tr("Repaired for the check: {what}").format(what=site.repair)
        repair = f'<p class="muted">{escape(repaired)}</p>' if site.repair else ""
        size = tr("{mu} mu · {m2} m²").format(mu=to_mu(site.area_m2), m2=site.area_m2)
        return (f'<section><h2>{escape(site.name)} <span class="muted">{escape(size)}</span></h2>'
                f'<div class="top"><div>{repair}{said}</div>{self._sketch(site)}</div>'
                + self._layers(site) + self._parcels(site) + "</section>")

    def _sketch(self, site: SiteFacts) -> str:
        """Return the site drawn, with what it takes of the layers to avoid, and what the colours mean."""
        painted: List[Painted] = []
        for fact in site.layers:
            if self._check.rules.kind(fact.role) == AVOID:
                entry = self._roles.get(fact.role)
                colour = str(entry.extra.get("colour", "#888888")) if entry is not None else "#888888"
                painted += [(wkb, colour, self.role(fact.redline_id)) for wkb in fact.ground]
        keys = [("border:2px solid #222", tr("the site")), *((f"background:{colour}", text) for _, colour, text in painted)]
        if site.parcels:
            keys.append((f"border:1px dashed {PARCEL}", tr("parcels of the ledger")))
        legend = "".join(f'<span><i style="{escape(look)}"></i>{escape(text)}</span>' for look, text in dict.fromkeys(keys))
        drawing = Sketch(site.geom, self._ledger.area_rule.code == "degrees").svg(
            painted, [one.ground for one in site.parcels], tr("Sketch of the site"))
        return f'<figure>{drawing}<figcaption>{legend}</figcaption></figure>'

    def _layers(self, site: SiteFacts) -> str:
        rows = [(self.role(fact.redline_id), self.class_label(fact.role, code), area, to_mu(area), percent(area, site.area_m2))
                for fact in site.layers for code, area in fact.classes]
        notes = [(self.role(fact.redline_id), fact.note) for fact in site.layers if fact.note]
        return _table(tr("Shared with red lines"), [tr("layer"), tr("class"), tr("area m²"), tr("area mu"), tr("% of the site")],
                      rows) + "".join(f'<p class="muted">{escape(f"{role}: {note}")}</p>' for role, note in notes)

    def _parcels(self, site: SiteFacts) -> str:
        status = self._ledger.dictionaries["status"]
        return _table(tr("Parcels of the ledger on the same ground"),
                      [tr("number"), tr("batch"), tr("status"), tr("common area m²"), tr("common area mu")],
                      [(one.number, one.batch, one.replaced or status.label(one.status, self._language), one.common_m2,
                        to_mu(one.common_m2)) for one in site.parcels])

    def _left_out(self) -> str:
        heading = tr("Not checked")
        return _table(heading, [tr("row"), tr("reason")], self._check.left_out)

    def _data(self) -> str:
        rows = [(self.role(line.redline_id), line.name, line.vintage or tr("not stated"), line.registered_at[:10], line.features,
                 line.sha256) for line in self._check.lines]
        rule = tr("Areas: {rule}. A class of a layer counts each ground once.").format(
            rule=area_rule_words(self._ledger.area_rule))
        hint = tr("This is a hint from the data named above, as of their dates; it decides nothing and nothing was written into "
                  "the ledger.")
        system = tr("Coordinate system: {system}.").format(system=crs_words(f"EPSG:{self._ledger.epsg}"))
        headings = [tr("layer"), tr("name of the layer"), tr("vintage"), tr("registered"), tr("polygons"), "SHA-256"]
        said = f'<p class="muted">{escape(system)} {escape(rule)}<br>{escape(hint)}</p>'
        return _table(tr("Data this rests on"), headings, rows) + said

    # -- JSON -------------------------------------------------------------------------------------------------

    def values(self) -> Dict[str, Any]:
        """Return the same as plain values; areas are decimal text in m² and 亩."""
        check = self._check
        return {
            "version": 1, "source": check.source, "ledger": self._ledger.meta["name"],
            "ledger_uuid": self._ledger.meta["ledger_uuid"], "made_at": check.made_at, "software": self._ledger.app,
            "engine": check.engine, "crs": f"EPSG:{self._ledger.epsg}", "area_rule": self._ledger.area_rule.text(),
            "touched": touching(check), "sites": [self._site_values(site) for site in check.sites],
            "not_checked": [{"row": row, "reason": reason} for row, reason in check.left_out],
            "redlines": [{"redline_id": line.redline_id, "role": line.role, "name": line.name, "vintage": line.vintage,
                          "registered_at": line.registered_at, "features": line.features, "sha256": line.sha256}
                         for line in check.lines],
        }

    def _site_values(self, site: SiteFacts) -> Dict[str, Any]:
        verdicts = self._check.rules.judge(site, self._check.cropland)
        return {
            "name": site.name, "row": site.row, **_areas(site.area_m2), "repair": site.repair,
            "verdicts": [{
                "rule": verdict.rule, "role": verdict.role, "redline_id": verdict.redline_id, "what": verdict.what,
                "level": verdict.level, **_areas(verdict.area_m2), "percent": str(percent(verdict.area_m2, site.area_m2)),
                "distance_m": None if verdict.distance_m is None else round(verdict.distance_m, 2),
                "text": self.sentence(verdict, site)} for verdict in verdicts],
            "layers": [_layer_values(fact) for fact in site.layers],
            "parcels": [{"parcel_uid": one.parcel_uid, "source_no": one.number, "batch": one.batch, "status": one.status,
                         "replaced": one.replaced,
                         **_areas(one.common_m2)} for one in site.parcels],
        }


def touching(check: SiteCheck) -> int:
    """Return how many sites share ground with a layer that is to be avoided."""
    return sum(any(fact.covered_m2 and check.rules.kind(fact.role) == AVOID for fact in site.layers) for site in check.sites)


def _areas(area: Decimal) -> Dict[str, str]:
    return {"area_m2": str(area), "area_mu": str(to_mu(area))}


def _layer_values(fact: LayerFact) -> Dict[str, Any]:
    return {"redline_id": fact.redline_id, "role": fact.role, "covered_m2": str(fact.covered_m2),
            "uncovered_m2": str(fact.uncovered_m2), "note": fact.note,
            "classes": [{"class_code": code, **_areas(area)} for code, area in fact.classes]}
