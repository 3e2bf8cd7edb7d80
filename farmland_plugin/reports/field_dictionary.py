"""What the short names of a shapefile mean (字段说明), which codes stand in it, and what was changed to fit."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Dict, List, Sequence

from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..workbook import Cell, writing
from .parcel_layer import Cut, Written
from .parcel_table import Column


def write_dictionary(path: Path, ledger: Ledger, columns: Sequence[Column], written: Written, of: str, encoding: str) -> None:
    """Write the workbook. :param of: file name of the shapefile."""
    created = datetime.datetime.now()
    title = tr("Fields of {name}").format(name=of)
    remarks = [tr("Ledger: {name}; {count} parcels; encoding {encoding}; {when}").format(
        name=ledger.meta["name"], count=written.parcels, encoding=encoding, when=created.strftime("%Y-%m-%d %H:%M"))]
    with writing(path, title, ledger.meta["name"], created) as book:
        book.table(tr("Fields"), title, remarks, [
            (tr("Short name"), 13, "text"), (tr("Full name"), 22, "text"), (tr("Chinese label"), 20, "text"),
            (tr("Type"), 9, "text"), (tr("Width"), 8, "int"), (tr("Decimals"), 9, "int"), (tr("Codes"), 15, "text"),
            (tr("Meaning"), 44, "text")], [_field(column, written.widths) for column in columns])
        codes = [[name, entry.code, entry.label, entry.label_zh] for name in _dictionaries(columns)
                 for entry in ledger.dictionary(name).entries]
        book.table(tr("Codes"), tr("Codes in the fields"), [], [
            (tr("Dictionary"), 20, "text"), (tr("Code"), 24, "text"), (tr("English"), 38, "text"),
            (tr("Chinese label"), 38, "text")], codes)
        said = tr("Nothing was cut: every value stands in the shapefile whole.") if not written.cuts else tr(
            "A shapefile holds 254 bytes a field, and GBK not every character; here are the values as they really are.")
        book.table(tr("Changed to fit"), tr("Changed to fit"), [said], [
            (tr("Number"), 24, "text"), (tr("Field"), 20, "text"), (tr("What"), 22, "text"), (tr("In full"), 70, "text"),
            (tr("In the shapefile"), 40, "text")], [[one.number, one.column, _what(one), one.full, one.kept]
                                                  for one in written.cuts])


def _field(column: Column, widths: Dict[str, int]) -> List[Cell]:
    kinds = {"text": tr("text"), "int": tr("whole number"), "real": tr("decimal number")}
    return [column.short, column.name, column.label, kinds[column.kind], widths[column.name],
            column.decimals if column.kind == "real" else None, column.dictionary, column.meaning]


def _dictionaries(columns: Sequence[Column]) -> List[str]:
    return list(dict.fromkeys(column.dictionary for column in columns if column.dictionary))


def _what(one: Cut) -> str:
    return tr("cut at 254 bytes") if one.what == "cut" else tr("characters GBK lacks, written 〓")


def dictionary_path(path: Path) -> Path:
    """Return where the workbook of a shapefile lies: beside it."""
    return path.with_name(f"{path.stem}_字段说明.xlsx" if language() == "zh" else f"{path.stem}_fields.xlsx")
