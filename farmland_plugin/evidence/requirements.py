"""What a package of a kind must have before it may leave; what is missing is said with how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping

from ..i18n import tr
from .facts import Evidence


@dataclass(frozen=True)
class Missing:
    """One thing a package lacks."""

    code: str
    what: str
    fix: str


def missing(evidence: Evidence, rule: Mapping[str, Any], has_after: bool) -> List[Missing]:
    """Return what a parcel lacks for a kind of package.

    :param rule: the kind's entry of rule ``package_kinds``: ``requires`` (codes) and ``statuses``.
    :param has_after: whether a registered after image covers the parcel.
    """
    case = evidence.case
    statuses = list(rule.get("statuses", []))
    fulfilled = {
        "screened": bool(evidence.screenings), "finding": bool(case.finding), "disposition": bool(case.disposition),
        "after_imagery": has_after, "status": not statuses or case.status in statuses,
    }
    texts = {
        "screened": (tr("not screened against any red line"), tr("run Screen parcels")),
        "finding": (tr("no finding recorded"), tr("record the finding in the bench or with Record findings")),
        "disposition": (tr("no measure recorded"), tr("record the measure in the bench or with Record findings")),
        "after_imagery": (tr("no after image covers it"), tr("register an after image that covers the parcel")),
        "status": (tr("its status is {status}").format(status=evidence.status_label),
                   tr("finish acceptance first")),
    }
    return [Missing(code, *texts[code]) for code in rule.get("requires", []) if not fulfilled[code]]
