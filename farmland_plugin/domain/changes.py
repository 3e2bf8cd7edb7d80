"""What a caller asks of the write door, made sound before anything is judged: its shape, and no personal numbers in texts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, Dict, Mapping, Tuple

from .codes import normalised
from .errors import BadInput, tr
from .parcel import Change
from .people import check_character, plain

# what the ledger alone says of its own doing: the checker makes the rows beside the cases again from them
OWN_WORDS = ("voided", "restored", "rows", "conflicts", "tables_sha256", "rule_version")
# texts that people write; codes, dates and hashes are left alone, for their digits may look like a number of somebody
FREE_TEXTS = frozenset({"note", "reason", "opinion", "caption", "orig_name"})
_CODES = ("编号", "图斑号", "标识码", "bsm", "文号", "uid", "_no", "_code", "_mu", "_m2")
_ID_NUMBER = re.compile(r"(?<!\d)[1-9１-９]\d{5}(?:19|20|１９|２０)\d{9}[\dXxＸｘ](?!\d)")
_MOBILE = re.compile(r"(?<!\d)[1１][3-9３-９]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")  # also as 139 1234 5678, also full-width
_LARGEST = 2 ** 63  # what a database still takes for a whole number
_DEEPEST = 20


def masked(text: str) -> Tuple[str, int]:
    """Return a text with identity-card and mobile numbers masked but for their ends, and how many there were.

    An 18-digit code is taken for an identity card only when its check character is right (GB 11643).
    """
    hits = 0

    def cover(match: re.Match[str]) -> str:
        nonlocal hits
        found = match.group()
        if len(found) == 18 and not _is_identity_card(found):
            return found
        hits += 1
        return f"{found[:3]}{'*' * (len(found) - 5)}{found[-2:]}"

    return _MOBILE.sub(cover, _ID_NUMBER.sub(cover, text)), hits


def _is_identity_card(found: str) -> bool:
    number = plain(found)
    return "01" <= number[10:12] <= "12" and "01" <= number[12:14] <= "31" and check_character(number) == number[-1]


def sound_text(key: str, value: str) -> str:
    """Return a free text that the journal can hold, personal numbers in it masked.

    :raises BadInput: for characters that cannot be written.
    """
    return masked(_text(key, value))[0]


def is_code(heading: str) -> bool:
    """Whether the name of a field or column promises numbers of things, which may look like those of persons."""
    return any(word in normalised(heading) for word in _CODES)


def sound(change: Change) -> Change:
    """Return a change that the journal can hold: of the right shape, personal numbers in its free texts masked.

    The journal is never erased and leaves in packages (records §3).

    :raises BadInput: for a payload, attachments or a person of another kind, for what only the ledger may say, and for values
        that cannot be written.
    """
    if not isinstance(change.payload, Mapping) or not isinstance(change.attachments, (tuple, list)):
        raise BadInput(tr("What is recorded of a case comes as named values."))
    for name, value in (("parcel", change.parcel_uid), ("action", change.action), ("by", change.by),
                        *(("attachment", sha) for sha in change.attachments)):
        if not isinstance(value, str):
            raise BadInput(tr("{key} cannot be written: it is of the wrong kind."), key=name)
        _text(name, value)
    for key in change.payload:
        if key in OWN_WORDS:
            raise BadInput(tr("{key} is something only the ledger itself says."), key=key)
    facts, files = change.payload.get("facts", {}), change.payload.get("files", ())
    if not isinstance(facts, Mapping):
        raise BadInput(tr("{key} cannot be written: it is of the wrong kind."), key="facts")
    if not isinstance(files, (list, tuple)) or not all(isinstance(one, Mapping) for one in files):
        raise BadInput(tr("{key} cannot be written: it is of the wrong kind."), key="files")
    return replace(change, payload=_values(change.payload, 0), attachments=tuple(change.attachments))


def _values(given: Mapping[Any, Any], depth: int, facts: bool = False) -> Dict[str, Any]:
    found: Dict[str, Any] = {}
    for key, value in given.items():
        if not isinstance(key, str):
            raise BadInput(tr("{key} cannot be written: it is of the wrong kind."), key=key)
        _text("key", key)
        if isinstance(value, Mapping):
            found[key] = _values(value, depth + 1, facts or key == "facts") if depth < _DEEPEST else _refused(key)
        else:
            found[key] = _value(key, value, key in FREE_TEXTS or (facts and not is_code(key)), depth)
    return found


def _value(key: str, value: Any, free: bool, depth: int) -> Any:
    if isinstance(value, str):
        return masked(_text(key, value))[0] if free else _text(key, value)
    if isinstance(value, (list, tuple)) and depth < _DEEPEST:
        return [_values(one, depth + 1) if isinstance(one, Mapping) else _value(key, one, free, depth + 1) for one in value]
    whole = isinstance(value, int) and -_LARGEST <= value < _LARGEST
    if value is None or whole or isinstance(value, float) or (isinstance(value, Decimal) and value.is_finite()):
        return value  # a float is refused by the journal, which says how to pass it
    return _refused(key)


def _text(key: str, value: str) -> str:
    """Return a text that a file and a database can hold: no half characters, no NUL."""
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadInput(tr("{key} holds characters that cannot be written."), key=key if key.isprintable() else "?")
    return value


def _refused(key: str) -> Any:
    raise BadInput(tr("{key} cannot be written: it is of the wrong kind."), key=key)
