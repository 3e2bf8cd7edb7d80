"""Names of packages: at most 40 characters, safe on Windows, one for each parcel even where numbers repeat."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Dict, Iterable

from ..domain.parcel import Parcel
from ..files import safe_name

NUMBER_LIMIT = 20
NAME_LIMIT = 40


def file_numbers(parcels: Iterable[Parcel]) -> Dict[str, str]:
    """Return for every parcel_uid a short file name made of its number, unique within the ledger.

    Numbers that several parcels share (real hand-overs hold six parcels all named FID_0) get four digits of the
    hash of the parcel_uid, so that a parcel keeps its name from run to run.
    """
    listed = [(parcel.parcel_uid, safe_name(parcel.source_no, limit=NUMBER_LIMIT).replace(".", "_"))
              for parcel in parcels]
    shared = Counter(number.casefold() for _, number in listed)
    names: Dict[str, str] = {}
    taken = set()
    for uid, number in listed:
        digest = hashlib.sha256(uid.encode("ascii", "replace")).hexdigest()
        name, length = number, 4
        while shared[number.casefold()] > 1 and (name == number or name.casefold() in taken):
            name = f"{number[: NUMBER_LIMIT - length - 1]}-{digest[:length]}"
            length += 1
        taken.add(name.casefold())
        names[uid] = name
    return names


def package_name(prefix: str, county: str, date: str, number: str, output: Path) -> str:
    """Return a package name not yet taken in the output folder, as a folder or as a zip.

    :param date: ISO date.
    """
    base = f"{prefix}_{county}_{date.replace('-', '')}_{number}"[:NAME_LIMIT]
    taken = {path.name.casefold() for path in output.iterdir()} if output.is_dir() else set()
    name, count = base, 1
    while name.casefold() in taken or f"{name}.zip".casefold() in taken:
        count += 1
        name = f"{base[: NAME_LIMIT - len(str(count)) - 1]}_{count}"
    return name
