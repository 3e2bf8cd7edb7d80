"""Anchors: the journal's hashes at one event, kept where whoever rewrites the ledger does not reach.

A chain alone does not show that its tail was cut off or that it was rewritten whole. A line on a stamped sheet, on another
disk or at the upper level does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

from .errors import BadInput, tr

DAILY, SESSION, BACKUP, MANUAL = "daily", "session", "backup", "manual"
SHORT = 16  # hexadecimal digits of SM3 that a sheet prints

_SEQ = re.compile(r"(?:#|seq|序号|第)\s*[:.]?\s*([0-9]{1,12})(?![0-9])")
_CHAIN = re.compile(r"chain\s*:?\s*([0-9a-f]{64})(?![0-9a-f])")
_SM3 = re.compile(r"(?<![0-9a-z])((?:[0-9a-f]{4}[ -]?){3,15}[0-9a-f]{4})(?![0-9a-z])")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Anchor:
    """One row of the ledger's own table ``anchor``: the hashes of event ``seq`` and why they were noted."""

    anchor_id: str
    seq: int
    hash: str
    sm3: str
    kind: str
    made_at: str
    note: str = ""

    def row(self) -> Tuple[Any, ...]:
        """Return the values in column order."""
        return self.anchor_id, self.seq, self.hash, self.sm3, self.kind, self.made_at, self.note

    def payload(self) -> Dict[str, Any]:
        """Return what the journal says of it."""
        return {"anchor_id": self.anchor_id, "seq": self.seq, "hash": self.hash, "sm3": self.sm3, "kind": self.kind,
                "note": self.note}

    def line(self) -> str:
        """Return the line that goes to paper and to other disks."""
        when = self.made_at[:19].replace("T", " ")
        return f"{when} UTC  #{self.seq}  SM3 {self.sm3[:SHORT]}  CHAIN {self.hash}  {self.kind}"


@dataclass(frozen=True)
class Claim:
    """What somebody outside the ledger has noted of event ``seq``; '' where the note does not say.

    :param sm3: the first 16 or more hexadecimal digits. :param source: where the note comes from, for the report.
    """

    seq: int
    sm3: str = ""
    hash: str = ""
    source: str = ""

    def holds(self, chain_hash: str, sm3: str) -> bool:
        """Whether the journal's hashes at ``seq`` are the ones noted."""
        return (not self.hash or self.hash == chain_hash) and (not self.sm3 or sm3.startswith(self.sm3))


@dataclass(frozen=True)
class Claims:
    """The anchors of one text; ``ledger_uuid`` is '' when the text does not name its ledger."""

    found: Tuple[Claim, ...]
    ledger_uuid: str = ""


def header(name: str, county: str, ledger_uuid: str) -> str:
    """Return the head of an anchors file; it holds no line that reads as an anchor."""
    return (f"{name} ({county})\n{ledger_uuid}\n"
            "SM3 = first 16 digits of the journal's SM3 chain, CHAIN = its SHA-256 chain, after the event with this number\n\n")


def parse(text: str, source: str) -> Claims:
    """Return the anchors of a text: lines of an anchors file, or the short form of a stamped sheet (``seq 123 · 16 digits``).

    Width, case, and spaces or hyphens between groups of four digits do not matter.

    :raises BadInput: when there is none.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    found: List[Claim] = []
    for line in plain.splitlines():
        claim = _claim(line, source)
        if claim is not None:
            found.append(claim)
    if not found:
        raise BadInput(tr("{source} holds no anchor: an anchor reads like \"seq 123 · 66c7f0f462eeedd9\" (the event's number and "
                          "the first 16 digits of its SM3)."), source=source)
    named = _UUID.search(plain)
    return Claims(tuple(dict.fromkeys(found)), named.group(0) if named else "")


def _claim(line: str, source: str) -> Optional[Claim]:
    seq = _SEQ.search(line)
    if seq is None:
        return None
    rest = line[seq.end():]
    chain = _CHAIN.search(rest)
    sm3 = _SM3.search(_CHAIN.sub(" ", rest))
    if chain is None and sm3 is None:
        return None
    return Claim(int(seq.group(1)), re.sub("[ -]", "", sm3.group(1)) if sm3 else "", chain.group(1) if chain else "", source)
