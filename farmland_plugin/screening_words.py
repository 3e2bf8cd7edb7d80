"""What the screening found, in trade words: land classes, switches, why results no longer hold; for reports and windows."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, Iterable, List

from .domain.cropland import CroplandRules
from .domain.screening_facts import ABOUT, LEAST, MOST, Coefficient, LayerRef, Switches
from .i18n import tr

SIGNS = {LEAST: "≥", MOST: "≤", ABOUT: "≈"}
"""What stands before a figure that is not exact."""


def bounded(value: Decimal, bound: str) -> object:
    """Return a figure as tables print it: itself, or with the sign of its bound."""
    return f"{SIGNS[bound]} {value:,}" if bound else value


def joined(bounds: Iterable[str]) -> str:
    """Return what a sum of figures is, each with its bound."""
    found = set(bounds) - {""}
    return found.pop() if len(found) == 1 else ABOUT if found else ""


def bound_words() -> str:
    """Return what the signs before figures mean."""
    return tr("≥ at least, ≤ at most, ≈ about: the figure is not exact (a polygon could not be cut, ground counts twice, a unit "
              "is in doubt); the remark of the parcel says why: screen again before it is used.")


def coefficient_words(layer: LayerRef, coefficient: Coefficient) -> str:
    """Return how the ridge coefficients of a layer were read."""
    text = (tr("{layer} ({vintage}): KCXS read as per cent; highest value {highest}, lowest {lowest}.")
            if coefficient.unit == "percent" else
            tr("{layer} ({vintage}): KCXS read as a ratio; highest value {highest}, lowest {lowest}."))
    said = text.format(layer=layer.name, vintage=layer.vintage or "—", highest=coefficient.highest, lowest=coefficient.lowest)
    return tr("{text} In doubt: the other unit is as likely.").format(text=said) if coefficient.doubtful else said


def class_words() -> Dict[str, str]:
    """Return what the figures of ``ThreeClasses`` are called, in their order."""
    return {"cropland": tr("cropland"), "other_farmland": tr("other farmland"), "construction": tr("construction land"),
            "unused": tr("unused land"), "unknown": tr("unknown class"), "uncovered": tr("not covered")}


def stale_words(code: str) -> str:
    """Return why results no longer hold; a code nobody knows stands as it is."""
    return {
        "never_screened": tr("never screened"),
        "layer_missing": tr("a layer came in after the screening"),
        "layer_retired": tr("a layer of the result was retired or replaced"),
        "cover_missing": tr("what several layers of one role cover together is not measured"),
        "area_rule": tr("measured by another rule of area"),
        "sliver": tr("other slivers were dropped than today"),
        "source_changed": tr("the file on disk is no longer the one registered"),
    }.get(code, code)


def switch_words(switches: Switches) -> str:
    """Return what counts as cropland, in one sentence (§9.A-9)."""
    return tr("Cropland: {net}; adjustable land (K) {adjustable}; readily recoverable (JKHF) {recoverable}; recoverable by works "
              "(GCHF) {engineering}.").format(
        net=tr("net of ridges") if switches.net else tr("ridges included"), adjustable=_counted(switches.adjustable),
        recoverable=_counted(switches.recoverable), engineering=_counted(switches.engineering))


def _counted(counted: bool) -> str:
    return tr("counted") if counted else tr("not counted")


def rule_words(rules: CroplandRules) -> List[str]:
    """Return what every result of the screening rests on, beside its layers: rules, switches, limits."""
    return [
        tr("Rules {name}.").format(name=rules.name), switch_words(rules.switches),
        tr("Land classes go by the longest known prefix of the code; ridges taken off cropland are other farmland. In m² and in "
           "mu the classes add up to the parcel exactly (largest remainder)."),
        tr("Permanent farmland, ecological red line and growth boundary are overlays: they are never added to the classes."),
        tr("Sliver: under {mu} mu and under {width} m mean width (2 × area / perimeter).").format(
            mu=f"{rules.sliver_mu:f}", width=f"{rules.sliver_width_m:g}"),
    ]
