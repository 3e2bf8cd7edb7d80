"""The content hash of rows that lie in no file: a table of a database, a layer of a project."""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring
from typing import Iterable, List, Optional, Sequence


class RowsHash:
    """Takes up rows in any order; the same rows give the same SHA-256, whichever way they come.

    :param head: what the layer is besides its rows: its fields and CRS.
    """

    def __init__(self, head: Sequence[str]) -> None:
        self._head = _line(head)
        self._rows: List[bytes] = []

    def add(self, texts: Iterable[str], wkb: Optional[bytes]) -> None:
        """Take up one row: its values as text, and its geometry."""
        digest = hashlib.sha256(_line(texts))
        digest.update(b"" if wkb is None else wkb)
        self._rows.append(digest.digest())

    @property
    def count(self) -> int:
        """How many rows were taken up."""
        return len(self._rows)

    @property
    def sha256(self) -> str:
        """The hash of them all."""
        whole = hashlib.sha256(self._head)
        whole.update(b"".join(sorted(self._rows)))
        return whole.hexdigest()


def _line(texts: Iterable[str]) -> bytes:
    return ("[" + ",".join(map(encode_basestring, texts)) + "]\n").encode("utf-8", errors="surrogatepass")
