"""Text files of any size: which encoding they are in, and their lines, without holding them in memory."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import IO, Dict, Iterator, List, Tuple

from ...domain.errors import BadInput
from ...i18n import tr
from .encodings import required_encoding

_BLOCK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def blocks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a stream in blocks."""
    return iter(lambda: stream.read(_BLOCK), b"")


def conclude_file_encoding(path: Path, chosen: str = "") -> Tuple[str, str]:
    """Return ``(encoding, why)`` of a text file, read once in blocks; the rules are ``encodings.conclude_encoding``'s.

    :param chosen: the user's choice, wins. :raises BadInput: when the text fits neither what was chosen nor UTF-8 nor
        GB18030.
    """
    with open(path, "rb") as stream:
        head = stream.read(4)
    mark = next((name for bom, name in _MARKS if head.startswith(bom)), "")
    if mark == "utf-16" or (mark and not chosen):
        return mark, tr("stated by the mark at the beginning of the file")
    wanted = [required_encoding(chosen)] if chosen else ["utf-8", "gb18030"]
    fitting, plain = _fitting(path, wanted)
    if chosen:
        if not fitting:
            raise BadInput(tr("The text of {name} is not {encoding}: leave ENCODING empty or choose another."),
                           name=path.name, encoding=chosen)
        return fitting, tr("chosen by the user")
    if plain:
        return "utf-8", tr("the text is plain ASCII")
    if fitting:
        return fitting, tr("the only one that all of the text fits, tried UTF-8, then GB18030")
    raise BadInput(tr("The text of {name} is neither UTF-8 nor GBK: save it as UTF-8, or set ENCODING where there is one."),
                   name=path.name)


def _fitting(path: Path, wanted: List[str]) -> Tuple[str, bool]:
    """Return the first encoding the whole file decodes in ('' for none), and whether it is plain ASCII."""
    decoders: Dict[str, codecs.IncrementalDecoder] = {name: codecs.getincrementaldecoder(name)("strict") for name in wanted}
    plain = True
    with open(path, "rb") as stream:
        for block in blocks_of(stream):
            plain = plain and block.isascii()
            for name in list(decoders):
                try:
                    decoders[name].decode(block)
                except UnicodeDecodeError:
                    del decoders[name]
            if not decoders:
                return "", False
    return next((name for name in wanted if name in decoders), ""), plain


def recoded(path: Path, encoding: str, into: Path) -> Path:
    """Copy a text file as UTF-8, block by block; return the copy."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with open(path, "rb") as source, open(into, "wb") as sink:
        for block in blocks_of(source):
            sink.write(decoder.decode(block).encode("utf-8"))
        sink.write(decoder.decode(b"", True).encode("utf-8"))
    return into
