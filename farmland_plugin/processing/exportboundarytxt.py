"""``exportboundarytxt``: parcels or a layer as boundary-point files (国土 TXT)."""

from __future__ import annotations

import datetime
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputVariant,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from ..domain.errors import BadInput
from ..files import replacing
from ..i18n import message, tr
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..ledger.reissues import replaced
from ..ledger.selection import select
from ..paths import resource
from ..reports.boundary_points import TxtForm, TxtPlot, encoded, header_text, plot_text, tidy
from ..reports.new_files import new_files
from ..reports.zoned import Placer, conclude_zone, zone_of_crs
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .handed_in import handed_in, is_file
from .in_force import add_include_replaced, wanted_in_force

ONE, PER_PARCEL = "one", "per_parcel"
ENCODINGS = ("GBK", "UTF-8")
MOST_REMARKS = 50
NAME_FIELDS = ("地块名称", "DKMC", "XMMC", "项目名称", "名称", "name")
SHEET_FIELDS = ("图幅号", "TFH")
USE_FIELDS = ("地块用途", "DKYT", "用途")
CLASS_FIELDS = ("地类编码", "DLBM", "地类代码")
Inputs = Dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A polygon to be written; ``area_m2`` None: measured from what is written. :param mark: to stand behind its name."""

    label: str
    number: str
    wkb: Optional[bytes]
    attributes: Dict[str, str]
    area_m2: Optional[Decimal] = None
    mark: str = ""


@dataclass
class Supply:
    """Polygons of one CRS that may be walked several times, and how to bring them into a zone."""

    placer: Placer
    own_zone: Optional[int]
    walk: Callable[[], Iterator[Wanted]]
    count: int
    left_out: int = 0


@dataclass
class Remarks:
    """What is told of single plots, so many in full."""

    lines: List[str] = field(default_factory=list)

    def add(self, label: str, text: str) -> None:
        """Add one."""
        self.lines.append(f"{label}: {text}")

    def tell(self, feedback: AlgorithmFeedback) -> None:
        """Write them into the log."""
        for line in self.lines[:MOST_REMARKS]:
            feedback.warn(line)
        if len(self.lines) > MOST_REMARKS:
            feedback.warn(tr("{count} more remarks are not shown here.").format(count=len(self.lines) - MOST_REMARKS))


class ExportBoundaryTxt(FarmlandAlgorithm):
    """Export parcels as boundary-point files (界址点坐标, 国土 TXT)."""

    ID = "exportboundarytxt"
    ICON = "boundary_txt"
    NUMBERS = ("FILES", "PLOTS", "ZONE", "LEFT_OUT")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export boundary points (TXT)")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes parcels of a ledger, or the polygons of a layer or file, as boundary-point files (TXT): northing before "
            "easting, every ring numbered and closed, holes after their outline. The area in hectares is the official "
            "ellipsoidal area. The system is CGCS2000 Gauss-Krüger: the zone chosen in CRS, else the data's own, else the "
            "3-degree zone all parcels lie in; a parcel outside the zone or across its edge is refused. What rounding changes "
            "is told. Characters that GBK lacks are written as GB18030, and told. Parcels that a new issue replaced or withdrew "
            "are left out unless asked for; then the name of the plot says so."
        )

    def setup(self) -> None:
        """Add the parameters."""
        number = QgsProcessingParameterNumber.Type
        self.add_ledger(optional=True)
        self.addParameter(QgsProcessingParameterFeatureSource(
            "INPUT", tr("Polygon layer or file (instead of a ledger)"), [2], None, True))
        self.add_where()
        self.add_choice("MODE", tr("Files"), list(modes().values()), modes()[ONE], True)
        self.add_choice("ENCODING", tr("Encoding"), ENCODINGS, ENCODINGS[0], True)
        self.addParameter(QgsProcessingParameterCrs(
            "CRS", tr("Zone: a CGCS2000 Gauss-Krüger CRS (empty = concluded)"), None, True))
        self.addParameter(QgsProcessingParameterBoolean("PREFIX", tr("Zone number before the eastings"), True))
        self.addParameter(QgsProcessingParameterNumber(
            "PRECISION", tr("Decimals of the coordinates"), number.Integer, 3, True, 0, 4))
        add_include_replaced(self)
        self.add_text("UNIT_NAME", tr("Unit that produces the data (数据产生单位)"))
        self.add_file_output("OUTPUT", tr("File, or folder for one file per parcel"),
                             tr("Boundary points (*.txt);;All files (*)"), optional=False)
        self.addOutput(QgsProcessingOutputVariant("LIST", tr("Files written")))

    def checkParameterValues(self, parameters: Inputs, context: QgsProcessingContext) -> Tuple[bool, str]:
        """Accept a file that QGIS itself would not open as a layer: intake reads it."""
        given = {**parameters, "INPUT": None} if is_file(parameters.get("INPUT"), context) else parameters
        fit, why = super().checkParameterValues(given, context)
        return bool(fit), str(why)

    def work(self, parameters: Inputs, context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Inputs:
        """Conclude the zone, then write."""
        output = self._output(parameters, context)
        remarks = Remarks()
        with self._supplies(parameters, context, feedback) as supplies:
            form = self._form(parameters, context, supplies, feedback)
            plots = _placed(supplies, form, remarks, feedback)
            encoding = self._encoding(parameters, context)
            if self._mode(parameters, context) == ONE:
                written, count = _write_one(output, form, plots, encoding, remarks)
            else:
                written, count = _write_each(output, form, plots, encoding, remarks)
        remarks.tell(feedback)
        feedback.say(tr("{count} plots written to {files} files, zone {zone}.").format(
            count=count, files=len(written), zone=form.zone))
        return {"OUTPUT": str(output), "FILES": len(written), "PLOTS": count, "ZONE": form.zone,
                "LEFT_OUT": sum(supply.left_out for supply in supplies), "LIST": [str(path) for path in written]}

    def _mode(self, parameters: Inputs, context: QgsProcessingContext) -> str:
        text = self.text(parameters, "MODE", context) or ONE
        plain = {"one_file": ONE, "one_file_for_all": ONE, "one_file_per_parcel": PER_PARCEL}
        text = plain.get(text.lower().replace(" ", "_"), text.replace(" ", "_") if text.isascii() else text)
        found = next((code for code, label in modes().items() if text in (code, label)), "")
        if not found:
            raise BadInput(tr("MODE {value} is unknown: use {known}."), value=text, known=f"{ONE}, {PER_PARCEL}")
        return found

    def _encoding(self, parameters: Inputs, context: QgsProcessingContext) -> str:
        text = (self.text(parameters, "ENCODING", context) or ENCODINGS[0]).upper().replace("UTF8", "UTF-8")
        if text not in ENCODINGS:
            raise BadInput(tr("ENCODING {value} is unknown: use {known}."), value=text, known=", ".join(ENCODINGS))
        return text

    def _output(self, parameters: Inputs, context: QgsProcessingContext) -> Path:
        """Return the file, or the folder: QGIS's own dialog adds .txt to a name without it."""
        value = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        if not value:
            raise BadInput(tr("{name} is empty: give a path."), name=self.label("OUTPUT"))
        path = Path(value)
        if self._mode(parameters, context) == ONE:
            given = parameters.get("INPUT")
            plain = str(given) if is_file(given, context) else ""
            return self.spare(path, {**parameters, "INPUT": plain}, context)
        if path.suffix.lower() == ".txt" and not path.is_dir():
            path = path.with_suffix("")
        if path.is_file():
            raise BadInput(tr("{path} is a file: give a folder for one file per parcel."), path=path)
        return path

    @contextmanager
    def _supplies(self, parameters: Inputs, context: QgsProcessingContext,
                  feedback: AlgorithmFeedback) -> Iterator[List[Supply]]:
        """Yield the polygons of the ledger or of INPUT."""
        has_ledger = bool(self.text(parameters, "LEDGER", context))
        if has_ledger == bool(parameters.get("INPUT")):
            raise BadInput(tr("Give either a ledger or a layer, not both and not neither."))
        where = self.text(parameters, "WHERE", context)
        if has_ledger:
            with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
                uids, left_out = wanted_in_force(self, ledger, select(ledger, where), parameters, context, feedback)
                yield [_of_ledger(ledger, uids, left_out, context)]
            return
        with handed_in(self, parameters, context) as layers:
            yield [_of_layer(layer, where, context) for layer in layers]

    def _form(self, parameters: Inputs, context: QgsProcessingContext, supplies: Sequence[Supply],
              feedback: AlgorithmFeedback) -> TxtForm:
        if not sum(supply.count for supply in supplies):
            raise BadInput(tr("No polygon is selected: nothing was written."))
        crs = self.parameterAsCrs(parameters, "CRS", context)
        if parameters.get("CRS"):
            zone = zone_of_crs(crs)
            if zone is None:
                raise BadInput(tr("{crs} is no Gauss-Krüger zone of CGCS2000: choose one such as EPSG:4526 (3°, zone 38)."),
                               crs=crs.authid() or parameters["CRS"])
        else:
            own = {supply.own_zone for supply in supplies}
            zone = conclude_zone((_range(supply, wanted) for supply in supplies for wanted in supply.walk()),
                                 own.pop() if len(own) == 1 else None)
            feedback.say(tr("Zone {zone} was concluded from the data.").format(zone=zone))
        decimals = self.parameterAsInt(parameters, "PRECISION", context)
        if not 0 <= decimals <= 4:
            raise BadInput(tr("PRECISION is {value}: give 0 to 4 decimals."), value=decimals)
        for supply in supplies:
            supply.placer.into(zone, decimals)
        return TxtForm(zone, self.parameterAsBool(parameters, "PREFIX", context), decimals,
                       self.text(parameters, "UNIT_NAME", context), datetime.date.today())


def modes() -> Dict[str, str]:
    """Return the ways to split the output, code and label."""
    return {ONE: tr("one file for all"), PER_PARCEL: tr("one file per parcel")}


def _of_ledger(ledger: Ledger, uids: Sequence[str], left_out: int, context: QgsProcessingContext) -> Supply:
    gone = replaced(ledger)

    def walk() -> Iterator[Wanted]:
        for parcel in ledger.parcels(uids):
            mark = gone[parcel.parcel_uid].sentence() if parcel.parcel_uid in gone else ""
            yield Wanted(parcel.source_no or parcel.parcel_uid, parcel.source_no or parcel.parcel_uid, parcel.geom,
                         parcel.attributes, parcel.area_m2, mark)

    crs = ledger_crs(ledger)
    return Supply(Placer(crs, context.transformContext()), zone_of_crs(crs), walk, len(uids), left_out)


def _of_layer(layer: Any, where: str, context: QgsProcessingContext) -> Supply:
    aliases = json.loads(resource("dictionaries", "field_alias.json").read_text(encoding="utf-8"))["source_no"]

    def walk() -> Iterator[Wanted]:
        for row in layer.rows(where):
            number = first_of(row.attributes, aliases)
            label = tr("{name}, row {row}").format(name=number or layer.name, row=row.row)
            if row.fault:
                raise BadInput(tr("{plot} cannot be written ({reason}): mend it or leave it out with WHERE."), plot=label,
                               reason=row.fault)
            yield Wanted(label, number or str(row.row), row.wkb, row.attributes)

    return Supply(Placer(layer.crs, context.transformContext()), zone_of_crs(layer.crs), walk, sum(1 for _ in layer.rows(where)))


def first_of(attributes: Dict[str, str], names: Sequence[str]) -> str:
    """Return the first value that is there under one of several field names, letter case ignored."""
    known = {name.upper(): value for name, value in attributes.items()}
    return next((str(known[name.upper()]).strip() for name in names if str(known.get(name.upper(), "")).strip()), "")


def _range(supply: Supply, wanted: Wanted) -> Tuple[float, float]:
    try:
        return supply.placer.longitudes(wanted.wkb)
    except BadInput as error:
        raise _refusal(wanted, error) from error


def _refusal(wanted: Wanted, error: BadInput) -> BadInput:
    return BadInput(tr("{plot} cannot be written ({reason}): mend it or leave it out with WHERE."), plot=wanted.label,
                    reason=message(error))


def _placed(supplies: Sequence[Supply], form: TxtForm, remarks: Remarks,
            feedback: AlgorithmFeedback) -> Iterator[TxtPlot]:
    """Yield the plots as they are written."""
    total, done = sum(supply.count for supply in supplies), 0
    for supply in supplies:
        for wanted in supply.walk():
            feedback.check()
            try:
                placed = supply.placer.place(wanted.wkb)
            except BadInput as error:
                raise _refusal(wanted, error) from error
            for text in placed.remarks:
                remarks.add(wanted.label, text)
            area = supply.placer.area(placed.parts) if wanted.area_m2 is None else wanted.area_m2
            plot = TxtPlot(wanted.number, _named(wanted), area, placed.parts,
                           *(first_of(wanted.attributes, names) for names in (SHEET_FIELDS, USE_FIELDS, CLASS_FIELDS)))
            if any(tidy(text) != text.strip() for text in (plot.number, plot.name, plot.sheet, plot.use, plot.class_code)):
                remarks.add(wanted.label, tr("marks of the format in its texts were replaced (comma, @, line break)"))
            yield plot
            done += 1
            feedback.progress(100.0 * done / total)


def _named(wanted: Wanted) -> str:
    """Return the plot's name, and behind it that the parcel is no longer in force."""
    name = first_of(wanted.attributes, NAME_FIELDS)
    return tr("{name} ({kind})").format(name=name or wanted.number, kind=wanted.mark) if wanted.mark else name


def _put(stream: BinaryIO, text: str, encoding: str, label: str, remarks: Remarks) -> None:
    data, strange = encoded(text, encoding)
    if strange:
        remarks.add(label, tr("GBK has no {letters}: written as GB18030, which programs that know only GBK show wrongly; "
                              "UTF-8 is safe.").format(letters=strange))
    stream.write(data)


def _write_one(path: Path, form: TxtForm, plots: Iterator[TxtPlot], encoding: str, remarks: Remarks) -> Tuple[List[Path], int]:
    count = 0
    with replacing(path) as hidden, open(hidden, "wb") as stream:
        _put(stream, header_text(form), encoding, path.name, remarks)
        for plot in plots:
            _put(stream, plot_text(plot, form), encoding, plot.number, remarks)
            count += 1
    return [path], count


def _write_each(folder: Path, form: TxtForm, plots: Iterator[TxtPlot], encoding: str,
                remarks: Remarks) -> Tuple[List[Path], int]:
    """Write one file per plot; equal numbers get ``_2``, ``_3`` …; a name that is there already is not written over."""
    with new_files(folder) as files:
        for plot in plots:
            path = files.add(plot.number, ".txt")
            with open(path, "wb") as stream:
                _put(stream, header_text(form), encoding, path.name, remarks)
                _put(stream, plot_text(plot, form), encoding, plot.number, remarks)
    return files.written, len(files.written)
