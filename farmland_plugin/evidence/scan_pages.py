"""The pages of a scan as grey pictures: JPG, PNG, TIF (also of many pages) and, where this QGIS can read it, PDF.

GDAL reads them all: it is there wherever QGIS is, tells a picture's size before anything is decoded, and has no limit of
its own on a colour scan at 600 dpi (Qt 6 refuses pictures over 128 MB).
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, List, Optional

import numpy as np
import numpy.typing as npt
from osgeo import gdal

from ..domain.errors import BadInput
from ..i18n import tr

Grey = npt.NDArray[np.uint8]

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "GTiff", ".tiff": "GTiff"}
PDF = ".pdf"
MOST_PIXELS = 100_000_000
MOST_PAGES = 400
PDF_DPI = 200


def is_scan(path: Path) -> bool:
    """Whether a file is of a kind that can be read here, going by its name."""
    return path.suffix.lower() in PICTURES or path.suffix.lower() == PDF


def pages_of(path: Path) -> Iterator[Grey]:
    """Yield the pages of a scan, rows x columns, 0 dark to 255 light, one after the other.

    Of a colour scan it is the red light that is looked at: a red seal or fingerprint over a code is then as light as the
    paper.

    :raises BadInput: for another kind of file, a damaged or too large one, or a PDF where this QGIS cannot read PDF.
    """
    driver = "PDF" if path.suffix.lower() == PDF else PICTURES.get(path.suffix.lower())
    if driver is None:
        raise BadInput(tr("{path} is no scan that can be read: save it as JPG, PNG, TIF or PDF."), path=path)
    if driver == "PDF" and not reads_pdf():
        raise BadInput(tr("{path}: this QGIS cannot read PDF; scan to JPG, PNG or TIF instead."), path=path)
    options = [f"DPI={PDF_DPI}"] if driver == "PDF" else []
    first = _opened(str(path), driver, options, path)
    names = [name for name, _ in first.GetSubDatasets()][:MOST_PAGES]
    if not names:
        yield _grey(first, path)
        return
    del first
    for name in names:
        yield _grey(_opened(name, driver, options, path), path)


def reads_pdf() -> bool:
    """Whether this QGIS's GDAL reads PDF files."""
    driver = gdal.GetDriverByName("PDF")
    metadata = driver.GetMetadata() if driver is not None else {}
    return any(metadata.get(f"HAVE_{library}") == "YES" for library in ("POPPLER", "PDFIUM", "PODOFO"))


@contextmanager
def _overheard() -> Iterator[List[str]]:
    """Yield the list of what GDAL says meanwhile, which does not go to the console: what matters is raised."""
    words: List[str] = []
    gdal.PushErrorHandler(lambda kind, number, text: words.append(text))
    try:
        yield words
    finally:
        gdal.PopErrorHandler()


def _opened(name: str, driver: str, options: List[str], path: Path) -> Any:
    with _overheard():
        try:
            raster = gdal.OpenEx(name, gdal.OF_RASTER | gdal.OF_READONLY, allowed_drivers=[driver], open_options=options)
        except RuntimeError:
            raster = None
    if raster is None or not raster.RasterCount:
        raise BadInput(tr("{path} cannot be read as a scan: it is damaged, protected or of another kind than its name says."),
                       path=path)
    return raster


def _grey(raster: Any, path: Path) -> Grey:
    """Return the red light of a page."""
    wide, high = raster.RasterXSize, raster.RasterYSize
    if wide * high > MOST_PIXELS:
        raise BadInput(tr("{path} has {width} x {height} pixels: scan it at 300 dpi."), path=path, width=wide, height=high)
    bands = [raster.GetRasterBand(number) for number in range(1, raster.RasterCount + 1)]
    kinds = [band.GetColorInterpretation() for band in bands]
    red = _levels(bands[kinds.index(gdal.GCI_RedBand) if gdal.GCI_RedBand in kinds else 0], path)
    if gdal.GCI_AlphaBand in kinds[1:]:
        solid = _levels(bands[kinds.index(gdal.GCI_AlphaBand)], path).astype(np.uint16)
        red = (255 - solid + red * solid // 255).astype(np.uint8)
    return red


def _levels(band: Any, path: Path) -> Grey:
    """Return the light of a band, 0 to 255, whatever way it is stored."""
    with _overheard() as words:
        try:
            values: Optional[Any] = band.ReadAsArray()
        except RuntimeError:
            values = None
    # of a JPG cut short the rest comes as plain grey, with a mere warning
    if values is None or any("remature end" in text for text in words):
        raise BadInput(tr("{path} is damaged: not all of it can be read. Scan the page again."), path=path)
    if values.dtype not in (np.uint8, np.uint16):
        raise BadInput(tr("{path} is no scan that can be read: save it as JPG, PNG, TIF or PDF."), path=path)
    palette = band.GetColorTable()  # also where 0 is white, as in faxes
    if palette is not None:
        reds = [palette.GetColorEntry(i)[0] for i in range(palette.GetCount())]
        return np.array(reds + [255] * (256 - len(reds)), dtype=np.uint8)[values]
    bits = int(band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE") or 8 * values.dtype.itemsize)
    return (values.astype(np.uint32) * 255 // ((1 << bits) - 1)).astype(np.uint8) if bits != 8 else values
