"""``exportparcels``: parcels with everything known of them, as GeoPackage or shapefile."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingParameterCrs,
)

from ..domain.errors import BadInput
from ..domain.parcel import Parcel
from ..files import replacing, write_trouble
from ..i18n import tr
from ..ledger.crs import check_datum, ledger_crs, trusted_transform
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from ..reports.column_aliases import name_columns
from ..reports.field_dictionary import dictionary_path, write_dictionary
from ..reports.parcel_layer import Written, publish_shapefile, write_gpkg, write_shapefile
from ..reports.parcel_table import ParcelTable
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .in_force import add_include_replaced, wanted_in_force

ENCODINGS = ("GBK", "UTF-8")
MOST_TOLD = 20


class ExportParcels(FarmlandAlgorithm):
    """Export parcels with their cases and every issued field."""

    ID = "exportparcels"
    ICON = "export_parcels"
    NUMBERS = ("PARCELS", "FIELDS", "CUT", "LEFT_OUT")
    STRINGS = ("DICTIONARY",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export parcels")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes parcels with the state of their cases and every field that was handed down. A GeoPackage bears full names "
            "with Chinese aliases. A shapefile bears names of at most ten letters made from pinyin initials, in GBK or UTF-8 "
            "with .cpg, and a workbook beside it says what each field and each code means and what had to be cut. Numbers stay "
            "numbers, codes stay text. Parcels that a new issue replaced or withdrew are left out unless asked for; a column "
            "then says what replaced them."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_file_output("OUTPUT", tr("File"), tr("GeoPackage (*.gpkg);;Shapefile (*.shp)"), optional=False)
        self.add_choice("ENCODING", tr("Encoding of a shapefile"), ENCODINGS, ENCODINGS[0], True)
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS (empty = the ledger's)"), None, True))
        add_include_replaced(self)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Collect the table and write it."""
        output = self._output(parameters, context)
        encoding = (self.text(parameters, "ENCODING", context) or ENCODINGS[0]).upper().replace("UTF8", "UTF-8")
        if encoding not in ENCODINGS:
            raise BadInput(tr("ENCODING {value} is unknown: use {known}."), value=encoding, known=", ".join(ENCODINGS))
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            crs = self._crs(parameters, context) or ledger_crs(ledger)
            uids = select(ledger, self.text(parameters, "WHERE", context))
            if not uids:
                raise BadInput(tr("WHERE selects no parcel: nothing was written."))
            uids, left_out = wanted_in_force(self, ledger, uids, parameters, context, feedback)
            table = ParcelTable(ledger, uids)
            shape = _shaper(ledger, crs, context)
            wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2018)
            beside = ""
            if output.suffix.lower() == ".gpkg":
                with replacing(output) as hidden:
                    done = write_gpkg(hidden, table, shape, wkt, feedback)
                    name_columns(hidden, table.columns)
            else:
                done = _shapefile(output, ledger, table, shape, wkt, encoding, feedback)
                beside = str(dictionary_path(output))
        _tell(done, feedback)
        feedback.progress(100)
        return {"OUTPUT": str(output), "PARCELS": done.parcels, "FIELDS": len(table.columns), "CUT": len(done.cuts),
                "LEFT_OUT": left_out,
                "DICTIONARY": beside}

    def _output(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Path:
        value = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        if not value or Path(value).suffix.lower() not in (".gpkg", ".shp"):
            raise BadInput(tr("OUTPUT is {value}: give a file that ends in .gpkg or .shp."), value=value or "''")
        return self.spare(Path(value), parameters, context)

    def _crs(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Any:
        if not parameters.get("CRS"):
            return None
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if not crs.isValid():
            raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."), crs=parameters["CRS"])
        check_datum(crs)
        return crs


def _shaper(ledger: Ledger, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> Callable[[Parcel], bytes]:
    """Return what brings a parcel's polygon into a CRS."""
    own = ledger_crs(ledger)
    if own == crs:
        return lambda parcel: parcel.geom
    transform = trusted_transform(own, crs, context.transformContext())

    def moved(parcel: Parcel) -> bytes:
        geometry = QgsGeometry()
        geometry.fromWkb(parcel.geom)
        try:
            geometry.transform(transform)
        except QgsCsException as error:
            raise BadInput(tr("{number} cannot be transformed to {crs}."), number=parcel.source_no,
                           crs=crs.authid() or crs.description()) from error
        return bytes(geometry.asWkb())

    return moved


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """Yield a hidden folder beside the output, gone afterwards."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{output.stem}.", suffix=".part", dir=str(output.parent)) as folder:
            yield Path(folder)
    except OSError as error:
        raise write_trouble(error, output) from error


def _shapefile(output: Path, ledger: Ledger, table: ParcelTable, shape: Callable[[Parcel], bytes], wkt: str, encoding: str,
               feedback: AlgorithmFeedback) -> Written:
    """Write shapefile and field dictionary beside their place, then move them there."""
    with _beside(output) as folder:
        hidden = folder / f"{output.stem}.shp"
        done = write_shapefile(hidden, table, shape, wkt, encoding, feedback)
        book = folder / "fields.xlsx"
        write_dictionary(book, ledger, table.columns, done, output.name, encoding)
        feedback.check()
        publish_shapefile(hidden, output)
        book.replace(dictionary_path(output))
    return done


def _tell(done: Written, feedback: AlgorithmFeedback) -> None:
    feedback.say(tr("{count} parcels written.").format(count=done.parcels))
    rows: List[str] = []
    for one in done.cuts:
        text = tr("{number}: {field} is longer than 254 bytes and was cut.") if one.what == "cut" else tr(
            "{number}: {field} holds characters that GBK lacks, written as 〓.")
        rows.append(text.format(number=one.number, field=one.column))
    for line in rows[:MOST_TOLD]:
        feedback.warn(line)
    if len(rows) > MOST_TOLD:
        feedback.warn(tr("{count} more remarks are not shown here.").format(count=len(rows) - MOST_TOLD))
