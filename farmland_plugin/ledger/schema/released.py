"""The dictionaries and rules that earlier releases shipped, known by the beginning of their SHA-256.

A ledger carries copies. When it is brought to a newer version, a copy nobody has touched is replaced by what is shipped now;
one that the county has edited is the county's and stays. Add a release's texts here when the next one changes them.
"""

from __future__ import annotations

import hashlib
from typing import Dict, Tuple

RELEASED: Dict[str, Tuple[str, ...]] = {  # name -> texts shipped by 0.1.0, …
    "category": ("e1d25ca0-70d7c356",),
    "disposition": ("5fb8c429-135f597c",),
    "field_alias": ("3d97b720-c0a3bd24",),
    "finding": ("a32bb70a-255e701f",),
    "land_class": ("62c438f9-03a9f3aa",),
    "package_kind": ("553048e2-7a444541",),
    "province": ("38fbd7f4-487d6588",),
    "recipient": ("3e47b223-2fd497be",),
    "redline_role": ("ff01c4c3-6dd5fd2a",),
    "scene_role": ("afb5e1e9-b2fa7f53",),
    "source": ("a523b8a4-46d55938",),
    "status": ("e6b35fc8-8514cdaa",),
    "package_kinds": ("5f412899-959a1fcc",),
    "profile_internal": ("fe557ae2-d54a93d9",),
    "profile_party": ("278bf4b6-3709313d",),
    "profile_upper": ("fe557ae2-d54a93d9",),
    "workflow": ("0eb465b3-f828df36",),
}


def mark(text: str) -> str:
    """Return how a text is known in ``RELEASED``."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return f"{digest[:8]}-{digest[8:16]}"


def is_released(name: str, text: str) -> bool:
    """Whether a dictionary's or rule's text is one an earlier release shipped under this name."""
    return mark(text) in RELEASED.get(name, ())
