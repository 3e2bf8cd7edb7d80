"""A real ledger over a bed: its parcels imported, its layers registered by the algorithm, kept for the next run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback, QgsProject

from farmland_plugin.domain.parcel import Batch
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.processing.registerredline import RegisterRedline

from .beds import EPSG, ROLES
from .competitors import parcels_of


def algorithm(kind: Any, **parameters: object) -> Dict[str, Any]:
    """Run one of our algorithms as Processing does."""
    made = kind()
    made.initAlgorithm({})
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    done, good = made.run({key: str(value) for key, value in parameters.items()}, context, feedback)
    if not good:
        raise RuntimeError(f"{made.name()} failed: {feedback.textLog()}")
    found: Dict[str, Any] = done
    return found


def ledger_of(folder: Path) -> Path:
    """Return the bed's ledger with all its parcels and layers."""
    path, count = folder / "ledger.gpkg", json.loads((folder / "bed.json").read_text(encoding="utf-8"))["parcels"]
    whole = folder / "ledger.ready"
    if whole.exists():
        return path
    path.unlink(missing_ok=True)
    shutil.rmtree(f"{path}.files", ignore_errors=True)
    with create_ledger(path, county="130499", name="bench", crs=QgsCoordinateReferenceSystem(f"EPSG:{EPSG}")) as ledger:
        batch = Batch("bench", "bench", "satellite", "bench.gpkg", "0" * 64, count, count, 0)
        ledger.add_batch(batch, list(parcels_of(folder, count)))
    for role in ROLES:
        algorithm(RegisterRedline, LEDGER=path, INPUT=folder / f"{role}.gpkg", ROLE=role, VINTAGE="2025-12-31",
                  FIELD_MAP=json.dumps({"class_code": "class_code", "coefficient": "coefficient"}))
    whole.touch()
    return path
