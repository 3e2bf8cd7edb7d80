"""The journal's arithmetic: canonical bodies, SHA-256 and SM3 chains, and what breaks them."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple

from .errors import BadInput, tr

GENESIS = "0" * 64


@dataclass(frozen=True)
class Event:
    """One journal entry; ``body`` is the canonical text that is hashed, the rest are copies for reading."""

    seq: int
    body: str
    body_hash: str
    prev_hash: str
    hash: str
    sm3: str
    parcel_uid: Optional[str]
    action: str
    ts: str
    actor: str

    def payload(self) -> Dict[str, Any]:
        """Return the body parsed."""
        parsed: Dict[str, Any] = json.loads(self.body)
        return parsed


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float):
        raise BadInput(tr("A floating-point number cannot stand in the journal: pass areas as decimals."))
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def canonical(body: Any) -> str:
    """Return the one text of a body: sorted keys, no spaces, UTF-8, decimals as text, no floats (records §3)."""
    return json.dumps(_plain(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes as hex."""
    return hashlib.sha256(data).hexdigest()


def _rotate(x: int, n: int) -> int:
    n %= 32
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


def _sm3_block(state: List[int], block: bytes) -> List[int]:
    w = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _rotate(w[j - 3], 15)
        w.append(x ^ _rotate(x, 15) ^ _rotate(x, 23) ^ _rotate(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        t = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _rotate((_rotate(a, 12) + e + _rotate(t, j)) & 0xFFFFFFFF, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g & 0xFFFFFFFF)
        tt1 = (ff + d + (ss1 ^ _rotate(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, _rotate(b, 9), c
        e, f, g, h = tt2 ^ _rotate(tt2, 9) ^ _rotate(tt2, 17), e, _rotate(f, 19), g
    return [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def sm3_pure(data: bytes) -> str:
    """Return SM3 (GM/T 0004-2012) as hex, in plain Python: for builds of OpenSSL without it."""
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + b"\x00" * ((55 - len(data)) % 64) + struct.pack(">Q", len(data) * 8)
    for at in range(0, len(padded), 64):
        state = _sm3_block(state, padded[at : at + 64])
    return struct.pack(">8I", *state).hex()


def sm3(data: bytes) -> str:
    """Return SM3 of bytes as hex: OpenSSL's where it has it, else the plain Python one."""
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:
        return sm3_pure(data)


@dataclass(frozen=True)
class Link:
    """The hashes that tie one event to the one before, on both chains."""

    body_hash: str
    prev_hash: str
    hash: str
    sm3: str


def link(body: str, prev_hash: str, prev_sm3: str) -> Link:
    """Return an event's hashes: ``H(prev ‖ H(body))`` for SHA-256 and for SM3 (two levels, so that a body can be
    withheld from a package and the chain still checked)."""
    data = body.encode("utf-8")
    body_hash = sha256(data)
    return Link(body_hash, prev_hash, sha256((prev_hash + body_hash).encode("ascii")),
                sm3((prev_sm3 + sm3(data)).encode("ascii")))


def verify_chain(events: Iterable[Event]) -> Iterator[Tuple[int, str]]:
    """Yield ``(seq, what is wrong)`` for every break of the chain; nothing when it holds.

    A chain alone does not show a truncated tail or a complete rewrite: that needs an anchor kept elsewhere.
    """
    prev_hash, prev_sm3, expected = GENESIS, GENESIS, 1
    for event in events:
        made = link(event.body, prev_hash, prev_sm3)
        if event.seq != expected:
            yield event.seq, "gap"
        if event.body_hash != made.body_hash:
            yield event.seq, "body"
        elif (event.prev_hash, event.hash, event.sm3) != (made.prev_hash, made.hash, made.sm3):
            yield event.seq, "chain"
        body = json.loads(event.body)
        if (body.get("parcel_uid"), body.get("action"), body.get("ts"), body.get("actor"), body.get("seq")) != (
            event.parcel_uid, event.action, event.ts, event.actor, event.seq
        ):
            yield event.seq, "copy"
        prev_hash, prev_sm3, expected = event.hash, event.sm3, event.seq + 1
