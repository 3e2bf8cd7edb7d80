"""Bad and odd inputs as counties really receive them, and as somebody ill-willed might send them; each named for its fault."""

from __future__ import annotations

from .case import Case
from .drawings import CASES as DRAWINGS
from .geodatabases import CASES as GEODATABASES
from .hostile import CASES as HOSTILE
from .json_files import CASES as JSON_FILES
from .kml_files import CASES as KML_FILES
from .packed import CASES as PACKED
from .shapefiles import CASES as SHAPEFILES
from .shapes import CASES as SHAPES
from .systems import CASES as SYSTEMS
from .tables import CASES as TABLES
from .text_files import CASES as TEXT_FILES
from .vct_files import CASES as VCT_FILES

CORPUS: list[Case] = [
    *SHAPEFILES,
    *SHAPES,
    *SYSTEMS,
    *PACKED,
    *GEODATABASES,
    *JSON_FILES,
    *KML_FILES,
    *DRAWINGS,
    *TABLES,
    *TEXT_FILES,
    *VCT_FILES,
    *HOSTILE,
]
