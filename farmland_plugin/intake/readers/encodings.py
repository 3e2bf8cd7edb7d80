"""Which encoding a file of Chinese text is in, decided by trying, never by guessing."""

from __future__ import annotations

import codecs
from typing import Iterable, Optional, Tuple

from ...domain.errors import BadInput
from ...i18n import tr

_CODE_PAGES = {"936": "gb18030", "950": "big5", "1252": "cp1252", "65001": "utf-8", "54936": "gb18030"}
_NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "hz": "gb18030"}


def canonical_encoding(name: str) -> Optional[str]:
    """Return Python's name of an encoding as users and ``.cpg`` files write it, None when unknown.

    GBK, GB2312 and code page 936 are read as GB18030, which contains them.
    """
    text = name.strip().strip("\ufeff\x00").lower()
    for word in ("ansi", "oem", "windows-", "ibm"):
        text = text.replace(word, "").strip()
    text = _CODE_PAGES.get(text, text)
    try:
        found = codecs.lookup(text).name
    except LookupError:
        return None
    return _NAMES.get(found, found)


def required_encoding(name: str) -> str:
    """Return the canonical name of an encoding the user chose.

    :raises BadInput: when no such encoding is known.
    """
    found = canonical_encoding(name)
    if found is None:
        raise BadInput(tr("The encoding {name} is unknown: use UTF-8, GBK or leave it empty."), name=name)
    return found


def decodes(values: Iterable[bytes], encoding: str) -> bool:
    """Whether every value decodes strictly; a character cut off at a value's end is forgiven (10-byte names)."""
    for value in values:
        try:
            codecs.getincrementaldecoder(encoding)("strict").decode(value, final=False)
        except UnicodeDecodeError:
            return False
    return True


def decode_cut(value: bytes, encoding: str) -> str:
    """Decode a value whose last character may have been cut in two by a fixed width; the broken bytes are dropped."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(value, final=False)


def conclude_encoding(values: Tuple[bytes, ...], stated: str = "", chosen: str = "",
                      name: str = "") -> Tuple[str, str]:
    """Return ``(encoding, why)`` for the texts of a file.

    :param stated: what the file's own ``.cpg`` says, '' when there is none. :param chosen: the user's choice, wins.
    :param name: of the file, for messages.
    :raises BadInput: when the texts fit neither what was chosen nor UTF-8 nor GB18030.
    """
    if chosen:
        encoding = required_encoding(chosen)
        if not decodes(values, encoding):
            raise BadInput(tr("The text of {name} is not {encoding}: leave ENCODING empty or choose another."),
                           name=name, encoding=chosen)
        return encoding, tr("chosen by the user")
    if all(value.isascii() for value in values):
        return "utf-8", tr("the text is plain ASCII")
    own = canonical_encoding(stated) if stated else None
    if own and decodes(values, own):
        return own, tr("stated by the file (.cpg)")
    contradicted = tr(" (the .cpg says {stated}, which does not fit)").format(stated=stated) if stated else ""
    for candidate in ("utf-8", "gb18030"):
        if decodes(values, candidate):
            return candidate, tr("the only one that all of the text fits, tried UTF-8, then GB18030") + contradicted
    raise BadInput(tr("The text of {name} is neither UTF-8 nor GBK: save it as UTF-8, or set ENCODING where there is one."),
                   name=name)
