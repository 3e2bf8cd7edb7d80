"""Files dropped onto a window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SUFFIXES = (".shp", ".dbf", ".shx", ".prj", ".zip", ".gpkg", ".geojson", ".json", ".kml", ".kmz", ".dxf", ".xlsx", ".csv", ".txt",
            ".vct")


def dropped_path(mime: Any) -> str:
    """Return the one file or folder that is dropped, '' when there is none; of several files of one folder, the folder.

    Parts of one shapefile are that shapefile.
    """
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
    paths = [path for path in paths if path.is_dir() or path.suffix.lower() in SUFFIXES]
    if not paths:
        return ""
    stems = {path.with_suffix("") for path in paths}
    if len(stems) == 1:
        best = next((path for path in paths if path.suffix.lower() == ".shp"), paths[0])
        return str(best)
    folders = {path.parent for path in paths}
    return str(folders.pop()) if len(folders) == 1 else str(paths[0])
