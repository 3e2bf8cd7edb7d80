"""A screening job in pieces: each chunk of its parcels is screened alone, from files to a file, by any process that sees
the folder; what comes out does not depend on who did which chunk, in what order, or how often.

On one machine some worker processes take chunk after chunk; on a cluster every chunk is a task: `run_chunk`. `join` ends both.
"""

from __future__ import annotations

from pathlib import Path

from ..domain.errors import BadInput, tr
from .job import RESULT, ResultWriter, chunk_count


def chunk_result(folder: Path, number: int) -> Path:
    """Where the result of one chunk lies."""
    return folder / f"result_{number}.sqlite"


def run_chunk(folder: Path, number: int) -> Path:
    """Screen one chunk of the job in `folder` with the shapely engine -> its result file, which is whole if it exists.

    Safe to repeat, also at the same time. Raises FarmlandError, sqlite3.Error or OSError; then the file is not there.
    """
    from .worker import run_chunks  # shapely lives in processes without QGIS only

    run_chunks(folder, [number], lambda: None)
    return chunk_result(folder, number)


def join(folder: Path) -> Path:
    """Put the results of all chunks together as the job's result.

    Raises BadInput when a chunk has none; then no result exists.
    """
    final, parts = folder / RESULT, [chunk_result(folder, number) for number in range(chunk_count(folder))]
    for number, part in enumerate(parts):
        if not part.is_file():
            raise BadInput(tr("Part {number} of the screening is missing: screen again."), number=number + 1)
    if len(parts) == 1:
        parts[0].replace(final)
        return final
    writer = ResultWriter(final)
    try:
        writer.join(parts)
        writer.finish()
    finally:
        writer.drop()
    for part in parts:
        part.unlink(missing_ok=True)
    return final


__all__ = ["chunk_count", "chunk_result", "join", "run_chunk"]
