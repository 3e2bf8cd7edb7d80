"""Between table rows and the domain's records."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Dict, Mapping, Optional, Tuple

from ..domain.area import round_half_up
from ..domain.journal import Event
from ..domain.parcel import (
    Batch,
    CaseState,
    Clue,
    Link,
    Overlap,
    OverlapPart,
    Parcel,
    Place,
    Quarantined,
    Redline,
    Reissued,
    RoleCover,
    Scene,
    Screening,
)
from .gpkg import from_blob, to_blob
from .store import CASE_COLUMNS, Row


def text_json(value: Any) -> str:
    """Return JSON text as the ledger stores it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _bytes(value: Any) -> Optional[bytes]:
    return None if value is None else bytes(value)


def _decimal(value: Optional[float]) -> Decimal:
    return round_half_up(float(value or 0.0))


def _issued(value: Optional[float]) -> Optional[Decimal]:
    """Return an issued area as it was stored: four decimals where it was issued in 亩, else two."""
    if value is None:
        return None
    fine, cents = round_half_up(value, 4), round_half_up(value)
    return cents if fine == cents else fine


def parcel_to_row(parcel: Parcel, attributes: str, srs_id: int) -> Tuple[Any, ...]:
    """Return the values of one ``parcel`` row, in the order of ``INSERT_PARCEL``.

    :param attributes: the parcel's attributes as JSON text.
    """
    issued = parcel.monitored_area_m2
    return (
        to_blob(parcel.geom, srs_id), parcel.parcel_uid, parcel.source_no, parcel.batch_id, parcel.parent_uid,
        parcel.township, parcel.village, None if issued is None else float(issued), float(parcel.area_m2),
        attributes, parcel.source_file, parcel.source_row, parcel.source_crs, parcel.issued_geom,
        parcel.geom_hash, parcel.repair,
    )


INSERT_PARCEL = (
    "INSERT INTO parcel (geom, parcel_uid, source_no, batch_id, parent_uid, township, village, monitored_area_m2,"
    " area_m2, attributes, source_file, source_row, source_crs, issued_geom, geom_hash, repair)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def parcel_from_row(row: Row, geometry: bool = True) -> Parcel:
    """Return a parcel; without ``geometry`` its polygons are empty bytes."""
    return Parcel(
        parcel_uid=row["parcel_uid"], source_no=row["source_no"], batch_id=row["batch_id"], area_m2=_decimal(row["area_m2"]),
        geom=from_blob(row["geom"]) if geometry else b"", geom_hash=row["geom_hash"], parent_uid=row["parent_uid"],
        township=row["township"], village=row["village"],
        monitored_area_m2=_issued(row["monitored_area_m2"]), attributes=json.loads(row["attributes"]),
        source_file=row["source_file"], source_row=row["source_row"], source_crs=row["source_crs"],
        issued_geom=_bytes(row["issued_geom"]) if geometry else None, repair=row["repair"],
    )


def batch_to_row(batch: Batch) -> Tuple[Any, ...]:
    """Return the values of one ``batch`` row, in column order."""
    return (
        batch.batch_id, batch.name, batch.source, batch.file_name, batch.sha256, batch.read_count,
        batch.imported_count, batch.quarantined_count, batch.repaired_count, batch.overlapping_count,
        batch.remediate_by, batch.accept_by, batch.imported_at, batch.imported_by, batch.note, batch.kind, batch.reissue_of,
    )


def clue_to_row(clue: Clue) -> Tuple[Any, ...]:
    """Return the values of one ``clue`` row, in column order."""
    return (clue.clue_id, clue.batch_id, clue.source_no, float(clue.x), float(clue.y), text_json(clue.attributes),
            clue.source_file, clue.source_row, clue.source_crs, clue.parcel_uid)


def clue_from_row(row: Row) -> Clue:
    """Return a clue."""
    return Clue(**{**dict(row), "attributes": json.loads(row["attributes"])})


def place_to_row(place: Place, seq: int) -> Tuple[Any, ...]:
    """Return the values of one ``place`` row, in column order; ``seq`` is the event that tells of it."""
    return (place.parcel_uid, seq, place.township, place.village, place.grid, place.township_name, place.village_name,
            place.origin, None if place.share is None else float(place.share), int(place.issued_differs), place.reason)


def place_from_row(row: Row) -> Place:
    """Return a place."""
    columns = dict(row)
    columns.pop("seq")
    return Place(**{**columns, "issued_differs": bool(row["issued_differs"])})


def link_to_row(link: Link, seq: int) -> Tuple[Any, ...]:
    """Return the values of one ``parcel_link`` row that nobody has decided, in column order; ``seq`` is its event's."""
    return (link.link_id, link.parcel_uid, link.other_uid, link.relation, float(link.common_m2), float(link.share),
            float(link.other_share), float(link.iou), seq, "", "", "", "")


def link_from_row(row: Row) -> Link:
    """Return a link with what was decided of it."""
    columns = dict(row)
    columns.pop("seq")
    return Link(**{**columns, "common_m2": _decimal(row["common_m2"])})


def reissued_to_row(item: Reissued) -> Tuple[Any, ...]:
    """Return the values of one ``reissue`` row, in column order."""
    return item.batch_id, item.source_no, item.verdict, item.parcel_uid, item.other_uid, item.what


def reissued_from_row(row: Row) -> Reissued:
    """Return what became of a parcel when its batch was issued again."""
    return Reissued(**dict(row))


def quarantined_to_row(batch_id: str, item: Quarantined) -> Tuple[Any, ...]:
    """Return the values of one ``quarantine`` row, in column order."""
    return batch_id, item.source_file, item.source_row, item.reason, text_json(item.attributes), item.wkb


def quarantined_from_row(row: Row) -> Dict[str, Any]:
    """Return a quarantined row as plain values."""
    return {**dict(row), "attributes": json.loads(row["attributes"]), "wkb": _bytes(row["wkb"])}


def redline_to_row(redline: Redline) -> Tuple[Any, ...]:
    """Return the values of one ``redline`` row, in column order."""
    return (
        redline.redline_id, redline.role, redline.name, redline.vintage, redline.source_path, redline.sha256,
        redline.features, redline.repaired, redline.cache, redline.source_crs, text_json(redline.field_map),
        redline.registered_at, redline.registered_by, redline.retired_at, redline.retired_by, redline.retired_why,
        text_json(redline.settings),
    )


def redline_from_row(row: Row) -> Redline:
    """Return a red line."""
    return Redline(**{**dict(row), "field_map": json.loads(row["field_map"]), "settings": json.loads(row["settings"])})


def overlap_to_row(overlap: Overlap) -> Tuple[Any, ...]:
    """Return the values of one ``overlap`` row, in column order."""
    return (overlap.parcel_uid, overlap.redline_id, overlap.role, overlap.class_code, float(overlap.area_m2),
            float(overlap.net_area_m2))


def overlap_from_row(row: Row) -> Overlap:
    """Return an overlap fact."""
    return Overlap(row["parcel_uid"], row["redline_id"], row["role"], row["class_code"], _decimal(row["area_m2"]),
                   _decimal(row["net_area_m2"]))


def detail_text(detail: Mapping[str, str]) -> str:
    """Return a detail as caches and tables hold it: compact JSON with sorted keys, '' for none."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if detail else ""


def part_to_row(part: OverlapPart) -> Tuple[Any, ...]:
    """Return the values of one ``overlap_part`` row, in column order."""
    return (part.parcel_uid, part.redline_id, part.role, part.class_code, detail_text(part.detail), float(part.area_m2),
            float(part.net_area_m2))


def part_from_row(row: Row) -> OverlapPart:
    """Return a part of an overlap."""
    return OverlapPart(row["parcel_uid"], row["redline_id"], row["role"], row["class_code"], json.loads(row["detail"]),
                       _decimal(row["area_m2"]), _decimal(row["net_area_m2"]))


def cover_to_row(cover: RoleCover) -> Tuple[Any, ...]:
    """Return the values of one ``role_cover`` row, in column order."""
    return cover.parcel_uid, cover.role, float(cover.covered_m2), float(cover.uncovered_m2), cover.rest_width_m


def cover_from_row(row: Row) -> RoleCover:
    """Return what the layers of a role cover together."""
    return RoleCover(row["parcel_uid"], row["role"], _decimal(row["covered_m2"]), _decimal(row["uncovered_m2"]),
                     row["rest_width_m"])


def screening_to_row(item: Screening) -> Tuple[Any, ...]:
    """Return the values of one ``screening`` row, in column order."""
    return (item.parcel_uid, item.redline_id, item.role, float(item.covered_m2), float(item.uncovered_m2),
            float(item.double_m2), item.closure_m2, item.screened_at, item.note, item.rest_width_m)


def screening_from_row(row: Row) -> Screening:
    """Return what one red line says of one parcel."""
    return Screening(row["parcel_uid"], row["redline_id"], row["role"], _decimal(row["covered_m2"]),
                     _decimal(row["uncovered_m2"]), _decimal(row["double_m2"]), row["closure_m2"], row["screened_at"],
                     row["note"], row["rest_width_m"])


def scene_to_row(scene: Scene) -> Tuple[Any, ...]:
    """Return the values of one ``scene`` row, in column order."""
    return (scene.scene_id, scene.role, scene.captured, scene.source, scene.resolution_m, scene.path, scene.sha256,
            scene.crs, *scene.bounds, scene.width, scene.height)


def scene_from_row(row: Row) -> Scene:
    """Return a scene."""
    return Scene(
        row["scene_id"], row["role"], row["captured"], row["source"], row["resolution_m"], row["path"], row["sha256"],
        row["crs"], (row["min_x"], row["min_y"], row["max_x"], row["max_y"]), row["width"], row["height"],
        row["retired_at"] or "", row["retired_by"] or "", row["why"] or "",
    )


def case_from_row(row: Row) -> CaseState:
    """Return the state of a case."""
    return CaseState(
        parcel_uid=row["parcel_uid"], facts=json.loads(row["facts"]), version=row["version"], last_seq=row["last_seq"],
        updated_at=row["updated_at"], updated_by=row["updated_by"], last_hash=row["last_hash"],
        **{name: row[name] for name in CASE_COLUMNS if name != "facts"})


def case_columns(case: CaseState) -> Dict[str, Any]:
    """Return what an event may change of a case, as the table holds it."""
    return {name: text_json(case.facts) if name == "facts" else getattr(case, name) for name in CASE_COLUMNS}


def event_from_row(row: Row) -> Event:
    """Return a journal event."""
    return Event(**dict(row))
