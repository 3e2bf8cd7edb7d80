"""``checksite``: a planned site against the red lines, before anything is built (选址预检, 002-14)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any, Dict, Iterator, List, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
)

from ..compat import geometry_of
from ..domain.area import area_of_wkb, round_half_up
from ..domain.errors import BadInput
from ..domain.parcel import Overlap, Parcel, Redline, Screening
from ..domain.site_check import AVOID, ZERO, LayerFact, SameGround, SiteFacts, SiteRules
from ..domain.wkb import envelope
from ..files import replacing
from ..i18n import tr
from ..intake.opening.source import SourceFeature
from ..intake.taking_in.geometry import Normaliser, Rejected
from ..ledger.crs import check_datum, ledger_crs
from ..ledger.door import utc_now
from ..ledger.ledger import Ledger
from ..ledger.lonlat import lonlat_for
from ..ledger.reissues import replaced
from ..reports.site_report import SiteCheck, SiteReport, touching
from ..screening.job import Job
from ..screening.nearest import Ruler
from ..screening.run import screened
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .exportboundarytxt import NAME_FIELDS, first_of
from .handed_in import Handed, handed_in, is_file
from .redline_cache import ensure_caches
from .screenparcels import lines_of, targets_of

_NUMBER_FIELDS = ("JCBH", "TBBH", "DKBH", "XMBH", "地块编号", "编号", "number", "source_no")


@dataclass
class _Sites:
    """The polygons to check, as if they were parcels, and the rows that cannot be."""

    parcels: List[Parcel] = field(default_factory=list)
    left_out: List[Tuple[int, str]] = field(default_factory=list)
    source: str = ""


class CheckSite(FarmlandAlgorithm):
    """Check planned sites against the red lines before anything is built; the ledger is only read."""

    ID = "checksite"
    ICON = "check_site"
    NUMBERS = ("SITES", "TOUCHED")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Check planned site")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Measures how much of a planned site lies in permanent basic farmland, ecological red lines and every other "
            "registered layer, how far the nearest of them is where none is touched, and which parcels of the ledger lie on "
            "the same ground. The site is a polygon layer, a file, or a polygon as WKT; several are checked at once. The report "
            "advises, names the data by vintage and hash, and writes nothing into the ledger."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.addParameter(QgsProcessingParameterFeatureSource("INPUT", tr("Site: polygon layer or file"), [2], None, True))
        self.add_text("WKT", tr("Site: polygon as WKT (instead of a layer)"))
        self.addParameter(QgsProcessingParameterCrs(
            "CRS", tr("CRS of the WKT or of a layer without one (empty = the ledger's)"), None, True))
        self.add_text("NAME", tr("What is checked, in words (empty = the name of the file)"))
        self.add_text("ROLES", tr("Roles of the red lines (comma-separated codes; empty = all)"))
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))
        self.add_file_output("OUTPUT", tr("Results for programs"), tr("JSON (*.json)"))

    def checkParameterValues(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[bool, str]:
        """Accept a file that QGIS itself would not open as a layer: intake reads it."""
        given = {**parameters, "INPUT": None} if is_file(parameters.get("INPUT"), context) else parameters
        fit, why = super().checkParameterValues(given, context)
        return bool(fit), str(why)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Measure the sites, judge them by the rules, write the report."""
        wkt = self.text(parameters, "WKT", context)
        if bool(wkt) == bool(parameters.get("INPUT")):
            raise BadInput(tr("Give the site either as a layer or file, or as WKT."))
        given = {**parameters, "INPUT": str(parameters["INPUT"]) if is_file(parameters.get("INPUT"), context) else ""}
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            made = utc_now()
            stamp = "".join(letter for letter in made[:19] if letter.isdigit())
            report = self.optional_output(given, "REPORT", context, ledger.files / "reports" / f"site_check_{stamp}.html")
            output = self.optional_output(given, "OUTPUT", context, report.with_suffix(".json"))
            lines = lines_of(ledger, self.words(parameters, "ROLES", context))
            ensure_caches(ledger, lines, feedback, context)
            sites = self._sites(parameters, context, ledger, wkt)
            if not sites.parcels:
                reason = sites.left_out[0][1] if sites.left_out else tr("it is empty")
                raise BadInput(tr("{source} holds no polygon that can be checked ({reason})."), source=sites.source,
                               reason=reason)
            sites.source = self.text(parameters, "NAME", context) or sites.source
            check = _checked(ledger, lines, sites, made, feedback)
            told = SiteReport(ledger, check)
            wanted = bool(parameters.get("OUTPUT"))
            with ExitStack() as files:
                files.enter_context(replacing(report)).write_text(told.html(), encoding="utf-8")
                if wanted:
                    files.enter_context(replacing(output)).write_text(
                        json.dumps(told.values(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            for site in check.sites:
                for verdict in check.rules.judge(site, check.cropland):
                    (feedback.warn if verdict.level == "bad" else feedback.say)(f"{site.name}: {told.sentence(verdict, site)}")
        return {"REPORT": str(report), "OUTPUT": str(output) if wanted else "", "SITES": len(check.sites),
                "TOUCHED": touching(check)}

    def _sites(self, parameters: Dict[str, Any], context: QgsProcessingContext, ledger: Ledger, wkt: str) -> _Sites:
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if parameters.get("CRS") and not crs.isValid():
            raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."), crs=parameters["CRS"])
        if wkt:
            return _taken(ledger, [_of_wkt(wkt, crs if crs.isValid() else ledger_crs(ledger))], context)
        chosen = (crs.authid() or crs.toWkt()) if crs.isValid() else ""
        with handed_in(self, parameters, context, chosen) as layers:
            return _taken(ledger, layers, context)


def _of_wkt(wkt: str, crs: QgsCoordinateReferenceSystem) -> Handed:
    geometry = QgsGeometry.fromWkt(wkt)
    if geometry.isNull():
        raise BadInput(tr("The WKT cannot be read: write it like POLYGON((x y, x y, x y, x y))."))

    def rows(where: str) -> Iterator[SourceFeature]:
        yield SourceFeature(1, bytes(geometry.asWkb()), {})

    return Handed("WKT", crs, [], rows)


def _taken(ledger: Ledger, layers: Sequence[Handed], context: QgsProcessingContext) -> _Sites:
    """Return the rows as sites in the ledger's CRS, each with its official area."""
    sites = _Sites(source=", ".join(layer.name for layer in layers))
    lonlat = lonlat_for(ledger.area_rule, ledger.crs_wkt)
    for layer in layers:
        check_datum(layer.crs)
        normaliser = Normaliser(layer.crs, ledger_crs(ledger), context.transformContext(), ledger.area_rule, lonlat)
        for row in layer.rows(""):
            try:
                if row.fault:
                    raise Rejected(row.fault)
                shape = normaliser.take(row.wkb)
            except Rejected as error:
                sites.left_out.append((row.row, str(error)))
                continue
            number, name = first_of(row.attributes, _NUMBER_FIELDS), first_of(row.attributes, NAME_FIELDS)
            label = " ".join(dict.fromkeys(text for text in (number, name) if text)) or tr("Site {number}").format(
                number=len(sites.parcels) + 1)
            area = round_half_up(area_of_wkb(shape.geom, ledger.area_rule, lonlat))
            sites.parcels.append(Parcel(f"site{len(sites.parcels)}", label, "", area, shape.geom, "", source_row=row.row,
                                        repair=shape.repair))
    return sites


def _checked(ledger: Ledger, lines: List[Redline], sites: _Sites, made: str, feedback: AlgorithmFeedback) -> SiteCheck:
    rules = SiteRules.from_json(ledger.rule("site_check"), "site_check.json")
    job = Job(targets_of(ledger, lines), ledger.area_rule, ledger.crs_wkt, pieces=True)
    with screened(job, sites.parcels, feedback) as result:
        overlaps, screenings, engine = list(result.overlaps()), list(result.screenings()), result.engine
        ground: Dict[Tuple[str, str], List[bytes]] = {}
        for uid, target, _, wkb, _ in result.pieces():
            ground.setdefault((uid, target.redline_id), []).append(bytes(wkb))
    ruler = Ruler(ledger_crs(ledger))
    known = _same_ground(ledger, sites.parcels, feedback)
    facts = []
    for site in sites.parcels:
        feedback.check()
        own = [one for one in overlaps if one.parcel_uid == site.parcel_uid]
        layers = [_layer(fact, own, ground.get((fact.parcel_uid, fact.redline_id), ())) for fact in screenings
                  if fact.parcel_uid == site.parcel_uid]
        layers = [_with_distance(ledger, fact, site, rules, ruler) for fact in layers]
        facts.append(SiteFacts(site.source_no, site.source_row, site.area_m2, tuple(layers),
                               tuple(known.get(site.parcel_uid, ())), site.repair, site.geom))
    land = ledger.dictionary("land_class")
    cropland = frozenset(entry.code for entry in land.entries if entry.extra.get("kind") == "cropland")
    return SiteCheck(facts, sites.left_out, lines, rules, cropland, sites.source, made, engine)


def _layer(fact: Screening, overlaps: Sequence[Overlap], ground: Sequence[bytes]) -> LayerFact:
    return LayerFact(fact.redline_id, fact.role, fact.covered_m2, fact.uncovered_m2,
                     tuple((one.class_code, one.area_m2) for one in overlaps if one.redline_id == fact.redline_id),
                     note=fact.note, ground=tuple(ground))


def _with_distance(ledger: Ledger, fact: LayerFact, site: Parcel, rules: SiteRules, ruler: Ruler) -> LayerFact:
    """Add how far the nearest polygon of a layer is that must be avoided and is not touched."""
    if fact.covered_m2 or rules.kind(fact.role) != AVOID:
        return fact
    line = next(line for line in ledger.redlines() if line.redline_id == fact.redline_id)
    cache = ledger.files / "redlines" / line.cache
    try:
        return replace(fact, distance_m=ruler.nearest(cache, site.geom, rules.search_m))
    except sqlite3.Error as error:
        raise BadInput(tr("{path} is missing: register the red line again."), path=cache) from error


def _same_ground(ledger: Ledger, sites: Sequence[Parcel], feedback: AlgorithmFeedback) -> Dict[str, List[SameGround]]:
    """Return the ledger's parcels that share ground with each site: those in force, the largest first, then replaced ones."""
    boxes = {site.parcel_uid: envelope(site.geom) for site in sites}
    shapes = {site.parcel_uid: geometry_of(site.geom) for site in sites}
    lonlat = lonlat_for(ledger.area_rule, ledger.crs_wkt)
    batches = {batch.batch_id: batch.name for batch in ledger.batches()}
    found: Dict[str, List[SameGround]] = {}
    for index, parcel in enumerate(ledger.parcels()):
        if index % 1000 == 0:
            feedback.check()
        low_x, low_y, high_x, high_y = envelope(parcel.geom)
        for uid, box in boxes.items():
            if box[0] >= high_x or box[2] <= low_x or box[1] >= high_y or box[3] <= low_y:
                continue
            common = shapes[uid].intersection(geometry_of(parcel.geom))
            common.convertGeometryCollectionToSubclass(shapes[uid].type())
            area = ZERO if common.isNull() or common.isEmpty() or common.type() != shapes[uid].type() else round_half_up(
                area_of_wkb(bytes(common.asWkb()), ledger.area_rule, lonlat, rounded=False))
            if area:
                found.setdefault(uid, []).append(SameGround(
                    parcel.parcel_uid, parcel.source_no, batches.get(parcel.batch_id, ""), "", area, bytes(common.asWkb())))
    uids = {one.parcel_uid for group in found.values() for one in group}
    states = {case.parcel_uid: case.status for case in ledger.cases(uids)} if uids else {}
    gone = replaced(ledger) if found else {}
    why = {uid: gone[uid].sentence() for uid in uids & gone.keys()}
    return {uid: sorted((replace(one, status=states.get(one.parcel_uid, ""), replaced=why.get(one.parcel_uid, ""))
                         for one in group), key=lambda one: (bool(one.replaced), -one.common_m2)) for uid, group in found.items()}
