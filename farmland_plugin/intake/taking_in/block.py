"""Rows held column by column: what makes a hundred thousand of them cheap to read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence as SequenceABC
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, Dict, List, Mapping

import numpy as np
import numpy.typing as npt

_ESCAPED = re.compile(r'["\\\x00-\x1f]')  # what stands in JSON only behind a backslash
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical_text(attributes: Mapping[str, str]) -> str:
    """Return attributes as the ledger seals and stores them: JSON, keys sorted, no blanks."""
    return attributes.text if isinstance(attributes, IssuedText) else _encode(attributes)


@dataclass
class PlainRings:
    """Polygons of one part without holes, as ragged arrays.

    :param which: int64 (n,), their places in the block. :param xy: float64 (points, 2), x = easting or longitude.
    :param offsets: int64 (n + 1,) into ``xy``. Whether the rings are closed, finite or valid is not said.
    """

    which: npt.NDArray[np.int64]
    xy: npt.NDArray[np.float64]
    offsets: npt.NDArray[np.int64]


class Columns(SequenceABC):  # type: ignore[type-arg]
    """A table's rows as columns; a row asked for is made a dict on the spot.

    :param values: field -> one text per row.
    """

    def __init__(self, values: Dict[str, List[str]], count: int) -> None:
        self.values, self._count = values, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        return {name: column[index] for name, column in self.values.items()}

    def texts(self) -> List[str]:
        """Return every row as canonical JSON text."""
        names = sorted(self.values)
        if not names or not self._count:
            return ["{}"] * self._count
        form, columns = [], []
        for name in names:
            column, key = self.values[name], encode_basestring(name).replace("%", "%%")
            if column.count(column[0]) == len(column):
                form.append(f"{key}:" + encode_basestring(column[0]).replace("%", "%%"))
                continue
            clean = _ESCAPED.search("".join(column)) is None
            form.append(key + (':"%s"' if clean else ":%s"))
            columns.append(column if clean else [encode_basestring(value) for value in column])
        text = "{" + ",".join(form) + "}"
        return list(map(text.__mod__, zip(*columns))) if columns else [text % ()] * self._count


class IssuedText(Dict[str, str]):
    """A row's attributes with ``text``, the canonical JSON they were read from, for whoever seals or stores them."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__(json.loads(text))
        self.text = text


def chosen(rings: PlainRings, mask: npt.NDArray[np.bool_]) -> PlainRings:
    """Return some of the rings."""
    sizes = np.diff(rings.offsets)
    return PlainRings(rings.which[mask], rings.xy[np.repeat(mask, sizes)],
                      np.concatenate([[0], np.cumsum(sizes[mask])]).astype(np.int64))
