"""What the ledger holds, as plain records: parcels, clues, batches, links, red lines, overlaps, scenes and cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Dict, Optional, Tuple


@dataclass(frozen=True)
class Parcel:
    """A suspect parcel (疑似违法图斑) as issued; immutable once imported.

    :param source_no: number as issued (监测编号/图斑号), not unique. :param monitored_area_m2: area as issued
        (监测面积, JCMJ), m². :param area_m2: official ellipsoidal area of ``geom``, m², 2 decimals.
    :param geom: WKB MultiPolygon, valid, ledger CRS. :param issued_geom: WKB in ``source_crs`` when it differs.
    :param geom_hash: SHA-256 of the canonical issued polygon. :param repair: what was repaired, '' when nothing.
    """

    parcel_uid: str
    source_no: str
    batch_id: str
    area_m2: Decimal
    geom: bytes
    geom_hash: str
    parent_uid: Optional[str] = None
    township: str = ""
    village: str = ""
    monitored_area_m2: Optional[Decimal] = None
    attributes: Dict[str, str] = field(default_factory=dict)
    source_file: str = ""
    source_row: int = 0
    source_crs: str = ""
    issued_geom: Optional[bytes] = None
    repair: str = ""


@dataclass(frozen=True)
class Batch:
    """One hand-over of parcels (批次); ``source`` is a code of dictionary ``source``, dates are ISO text.

    :param kind: issued (handed down), drawn (digitised here) or split (children of a parcel cut here).
    :param reissue_of: batch_id of the batch this one was issued again for, '' for none.
    """

    batch_id: str
    name: str
    source: str
    file_name: str
    sha256: str
    read_count: int
    imported_count: int
    quarantined_count: int
    repaired_count: int = 0
    overlapping_count: int = 0
    remediate_by: Optional[str] = None
    accept_by: Optional[str] = None
    imported_at: str = ""
    imported_by: str = ""
    note: str = "{}"
    kind: str = "issued"
    reissue_of: str = ""


@dataclass(frozen=True)
class Quarantined:
    """A row that could not become a parcel, kept with its reason so that READ = IMPORTED + QUARANTINED."""

    source_file: str
    source_row: int
    reason: str
    attributes: Dict[str, str] = field(default_factory=dict)
    wkb: Optional[bytes] = None


@dataclass(frozen=True)
class Clue:
    """A clue that is only a point (线索点: tips, patrols): a row that came in, waiting for its polygon.

    :param x, y: in the ledger's CRS. :param parcel_uid: the parcel drawn for it or found on the spot, '' while there is none.
    """

    clue_id: str
    batch_id: str
    source_no: str
    x: float
    y: float
    attributes: Dict[str, str] = field(default_factory=dict)
    source_file: str = ""
    source_row: int = 0
    source_crs: str = ""
    parcel_uid: str = ""


@dataclass(frozen=True)
class Place:
    """Where a parcel lies (坐落): township 9 digits (or a 管理区 code), village 12 digits, grid a code of the county's.

    :param origin: issued, overlay or manual. :param share: of the parcel inside the village named, 0 to 1; None where nothing
        was overlaid. :param issued_differs: what was issued says another place. :param reason: of a correction by hand.
    """

    parcel_uid: str
    township: str
    village: str = ""
    grid: str = ""
    township_name: str = ""
    village_name: str = ""
    origin: str = "issued"
    share: Optional[float] = None
    issued_differs: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Link:
    """Two parcels on the same ground (重合图斑); numbers are never deleted, links say what is counted once (001-03).

    :param parcel_uid: the later parcel. :param other_uid: the earlier one. :param relation: identical, redrawn, contains (the
        later one contains the earlier), inside, partial or touching. :param common_m2: planar, ledger CRS.
    :param share: of the later parcel's area, :param other_share: of the earlier one's; 0 to 1. :param decision: '' (undecided:
        the rules' proposal counts), same or separate. :param decided_by: account of who decided.
    """

    link_id: str
    parcel_uid: str
    other_uid: str
    relation: str
    common_m2: Decimal
    share: float
    other_share: float
    iou: float
    decision: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: str = ""


@dataclass(frozen=True)
class Reissued:
    """What became of one parcel when its batch was issued again (重新下发).

    :param verdict: same, changed, added or withdrawn. :param parcel_uid: in the new batch, '' for withdrawn. :param other_uid:
        in the earlier batch, '' for added. :param what: what changed, field names and "geometry", comma-separated.
    """

    batch_id: str
    source_no: str
    verdict: str
    parcel_uid: str = ""
    other_uid: str = ""
    what: str = ""


@dataclass(frozen=True)
class Redline:
    """A registered reference layer (红线): ``role`` is a code of dictionary ``redline_role``.

    :param cache: file name in the ledger's ``redlines`` folder. :param vintage: date or year of the data, text.
    :param source_path: the file, or the table in a database (``postgresql://…``, never with a password).
    :param field_map: which source field holds the class, the coefficient, the name and each detail. :param retired_at: since
        when its results no longer count, '' while they do. :param settings: how it was read, so that its cache can be made again
        (``layer``, ``encoding``, ``source``), and how it is drawn.
    """

    redline_id: str
    role: str
    name: str
    vintage: str
    source_path: str
    sha256: str
    features: int
    repaired: int
    cache: str
    source_crs: str
    field_map: Dict[str, str] = field(default_factory=dict)
    registered_at: str = ""
    registered_by: str = ""
    retired_at: str = ""
    retired_by: str = ""
    retired_why: str = ""
    settings: Dict[str, str] = field(default_factory=dict)

    @property
    def source_kind(self) -> str:
        """Where it came from: ``file``, ``database`` (a table) or ``project`` (a layer of a QGIS project)."""
        if self.source_path.startswith("postgresql://"):
            return "database"
        return "project" if self.settings.get("source") == "project" else "file"

    def same_layer(self, other: Redline) -> bool:
        """Whether both are the same layer of the same content in the same role, whatever their vintages.

        The only layer of a file is the same with its name and without.
        """
        mine, theirs = self.settings.get("layer", ""), other.settings.get("layer", "")
        return (self.sha256, self.role) == (other.sha256, other.role) and (mine == theirs or not (mine and theirs))


@dataclass(frozen=True)
class Overlap:
    """Area of the union of one class of one red line inside one parcel, official m², balanced to 0.01."""

    parcel_uid: str
    redline_id: str
    role: str
    class_code: str
    area_m2: Decimal
    net_area_m2: Decimal


@dataclass(frozen=True)
class OverlapPart:
    """The part of an overlap that carries a detail: union of one class and one detail of one red line inside one parcel, m².

    :param detail: what the role asks of a polygon besides its class (planting, settlement, date, expires, number, project,
        conforms); never empty.
    """

    parcel_uid: str
    redline_id: str
    role: str
    class_code: str
    detail: Dict[str, str]
    area_m2: Decimal
    net_area_m2: Decimal


@dataclass(frozen=True)
class RoleCover:
    """What all layers of one role cover of one parcel together, overlapping ground once; only for roles with several layers.

    :param rest_width_m: mean width 2A/P of what is left, metres; None when nothing is left, nothing is covered or not asked.
    """

    parcel_uid: str
    role: str
    covered_m2: Decimal
    uncovered_m2: Decimal
    rest_width_m: Optional[float] = None


@dataclass(frozen=True)
class Screening:
    """What one red line says of one parcel as a whole.

    :param covered_m2: union of all classes. :param uncovered_m2: parcel minus union. :param double_m2: sum of classes
        minus union: the layer overlaps itself. :param closure_m2: Σ pieces − parcel before rounding, a proof of
        correctness for a tessellation. :param rest_width_m: mean width 2A/P of what is not covered, metres; None when nothing
        is left, nothing is covered or not asked.
    """

    parcel_uid: str
    redline_id: str
    role: str
    covered_m2: Decimal
    uncovered_m2: Decimal
    double_m2: Decimal = Decimal("0.00")
    closure_m2: float = 0.0
    screened_at: str = ""
    note: str = ""
    rest_width_m: Optional[float] = None


@dataclass(frozen=True)
class Scene:
    """A registered raster: ``role`` is a code of dictionary ``scene_role``, ``captured`` an ISO date.

    :param resolution_m: ground sample distance, metres. :param bounds: minx, miny, maxx, maxy in the ledger CRS.
    :param retired_at: since when it no longer counts, '' while it does.
    """

    scene_id: str
    role: str
    captured: str
    source: str
    resolution_m: float
    path: str
    sha256: str
    crs: str
    bounds: Tuple[float, float, float, float]
    width: int
    height: int
    retired_at: str = ""
    retired_by: str = ""
    retired_why: str = ""

    def covers(self, box: Tuple[float, float, float, float]) -> bool:
        """Return whether a box (minx, miny, maxx, maxy in the ledger CRS) lies wholly within its bounds."""
        return (self.bounds[0] <= box[0] and self.bounds[1] <= box[1]
                and self.bounds[2] >= box[2] and self.bounds[3] >= box[3])


@dataclass(frozen=True)
class CaseState:
    """Where a parcel's case stands: the projection of its events.

    :param surveyors: person ids, comma-separated. :param facts: answers of the survey form by field code.
    :param campaign: source code of the batch, names the campaign. :param confirmed_area_m2: area as surveyed, decimal text.
    :param department: responsible department, a code. :param flags: codes of dictionary ``flag``, comma-separated.
    """

    parcel_uid: str
    status: str = "to_survey"
    hold: str = ""
    finding: str = ""
    disposition: str = ""
    category: str = ""
    note: str = ""
    surveyed_on: str = ""
    surveyors: str = ""
    facts: Dict[str, Any] = field(default_factory=dict)
    round: int = 1
    version: int = 1
    last_seq: int = 0
    updated_at: str = ""
    updated_by: str = ""
    campaign: str = ""
    department: str = ""
    flags: str = ""
    confirmed_area_m2: str = ""
    last_hash: str = ""


@dataclass(frozen=True)
class Change:
    """One change of one case, asked of the write door.

    :param expected_version: version the caller saw; None takes whatever is there (batch tagging from a table).
    :param by: person_id of who is responsible for the step, '' when nobody but the recorder is.
    """

    parcel_uid: str
    expected_version: Optional[int]
    action: str
    payload: Dict[str, Any]
    attachments: Tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class Applied:
    """What the write door answered: journal sequence and the case's new version."""

    seq: int
    version: int
