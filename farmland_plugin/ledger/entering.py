"""What comes into a ledger beside its cases, each with its event: batches, scenes, packages.

Used by the ledger's own methods, and by a merge that brings in what a field copy took in.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Dict, Iterable, Mapping, NamedTuple

from ..domain.errors import BadInput
from ..domain.imagery import SceneTile
from ..domain.parcel import (
    Batch,
    Clue,
    Link,
    Parcel,
    Place,
    Quarantined,
    Reissued,
    Scene,
)
from ..domain.seals import BatchSeal, clue_values, reissued_values
from ..i18n import tr
from . import rows
from .bulk import insert_parcels
from .door import Door, utc_now
from .imagery import insert_tiles, write_scene_retirement
from .same_ground import insert_links, insert_places, sealed, write_decisions

INSERT_BATCH = "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_CLUE = "INSERT INTO clue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_REISSUED = "INSERT INTO reissue VALUES (?, ?, ?, ?, ?, ?)"
INSERT_PACKAGE = "INSERT INTO package VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')"
PACKAGE_TOLD = ("package_id", "kind", "recipient", "parcels", "folder_name", "code", "root_sha256", "root_sm3")


class Alongside(NamedTuple):
    """What comes in with a batch beside its parcels."""

    clues: Iterable[Clue] = ()
    places: Iterable[Place] = ()
    links: Iterable[Link] = ()
    reissued: Iterable[Reissued] = ()


NOTHING = Alongside()


def enter_batch(door: Door, batch: Batch, parcels: Iterable[Parcel], quarantined: Iterable[Quarantined],
                more: Mapping[str, Any], beside: Alongside = NOTHING) -> int:
    """Add a batch with its parcels, cases and quarantined rows, and what comes in beside them.

    Each is walked once, the parcels first: none of them need ever be in memory as a whole. Links that carry a decision are
    decided by an event of their own.

    :param more: what the event tells besides. :raises BadInput: when the counts of the batch are not those that came.
    """
    ledger, seal, seq = door.ledger, BatchSeal(), door.head.seq + 1
    door.execute(INSERT_BATCH, rows.batch_to_row(batch))
    columns = None if ledger.store.shared else getattr(parcels, "columns", None)
    if columns is None:
        ledger.store.insert_parcels(seal.following(parcels), ledger.epsg)
    else:
        for some in columns():
            insert_parcels(door, seal.with_columns(some), ledger.epsg)
    door.many("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?)", (rows.quarantined_to_row(batch.batch_id, q) for q in
                                                                   seal.setting_aside(quarantined)))
    door.execute("INSERT INTO case_state (parcel_uid, status, campaign) SELECT parcel_uid, ?, ? FROM parcel WHERE batch_id = ?"
                 " ORDER BY fid", (ledger.workflow.initial, batch.source, batch.batch_id))
    clues, reissued = sealed(beside.clues, clue_values), sealed(beside.reissued, reissued_values)
    door.many(INSERT_CLUE, (rows.clue_to_row(replace(one, parcel_uid="")) for one in clues.passing))
    door.many(INSERT_REISSUED, (rows.reissued_to_row(one) for one in reissued.passing))
    places = insert_places(door, beside.places, seq)
    links, decided = insert_links(door, beside.links, seq)
    if (seal.count + clues.rows.count, seal.aside) != (batch.imported_count, batch.quarantined_count):
        raise BadInput(tr("Batch {name}: the counts do not add up; nothing was imported."), name=batch.name)
    told = {}
    for name, seen in (("clues", clues.rows), ("places", places), ("links", links), ("reissued", reissued.rows)):
        if seen.count:
            told.update({name: seen.count, f"{name}_sha256": seen.digest})
    seq = door.append("import_batch", None, {
        "batch_id": batch.batch_id, "name": batch.name, "source": batch.source, "file": batch.file_name,
        "sha256": batch.sha256, "read": batch.read_count, "imported": batch.imported_count,
        "quarantined": batch.quarantined_count, "kind": batch.kind, "reissue_of": batch.reissue_of,
        "parcels_sha256": seal.places, "rows_sha256": seal.rows, **told, **more,
    })
    if decided:
        write_decisions(door, decided, more)
    return seq


def enter_scene(door: Door, scene: Scene, more: Mapping[str, Any], tiles: Iterable[SceneTile] = ()) -> int:
    """Register a scene, of a mosaic with its tiles; one that was retired elsewhere is retired here, too."""
    door.many("INSERT INTO scene VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.scene_to_row(scene)])
    told = insert_tiles(door, tiles)
    seq = door.append("register_scene", None, {
        "scene_id": scene.scene_id, "role": scene.role, "captured": scene.captured, "source": scene.source,
        "path": scene.path, "sha256": scene.sha256, "resolution_m": f"{scene.resolution_m:.4f}", **told, **more,
    })
    if scene.retired_at:
        write_scene_retirement(door, scene, more)
    return seq


def enter_package(door: Door, package: Mapping[str, Any], verdict: str, more: Mapping[str, Any]) -> int:
    """Record a package, and what the verifier said of it when it was asked already.

    :param package: the columns told to the journal, with ``parcel_uid`` and ``path``; ``parcels`` is a list.
    """
    told: Dict[str, Any] = {key: package[key] for key in PACKAGE_TOLD}
    seq = door.append("package", package.get("parcel_uid"), {**told, **more})
    door.many(INSERT_PACKAGE, [(
        package["package_id"], package["kind"], package["recipient"], package.get("parcel_uid"), json.dumps(package["parcels"]),
        package["folder_name"], package["path"], package["code"], package["root_sha256"], package["root_sm3"], seq,
        package.get("made_at") or utc_now(), package.get("made_by") or door.store.actor)])
    if verdict:
        enter_verdict(door, package["package_id"], verdict)
    return seq


def enter_verdict(door: Door, package_id: str, verdict: str) -> int:
    """Record what the verifier said of a package.

    :raises BadInput: when the ledger has no such package.
    """
    if not list(door.store.rows("SELECT 1 AS one FROM package WHERE package_id = ?", (package_id,))):
        raise BadInput(tr("The ledger has no package {package}."), package=package_id)
    door.execute("UPDATE package SET verified_at = ?, verdict = ? WHERE package_id = ?", (utc_now(), verdict, package_id))
    return door.append("verify_package", None, {"package_id": package_id, "verdict": verdict})
