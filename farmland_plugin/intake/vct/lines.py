"""A VCT file as a stream of lines: never more than a block in memory, with look-ahead and a mark to go back to."""

from __future__ import annotations

import re
from typing import IO, List, Optional

from ...domain.errors import BadInput
from ...i18n import tr

MOST_LINE_BYTES = 8 << 20
_BLOCK = 1 << 20
_BLANK = b" \r\n\x00\x1a"
_MARK = re.compile(rb"^\s*(head|featurecode|tablestructure|point|line|polygon|solid|annotation|aggregation|topology|"
                   rb"attribute|style|varchar|comment)(begin|end)\s*$", re.IGNORECASE)


class Lines:
    """The non-blank lines of a binary stream, with their 1-based numbers; any line end is understood."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name = stream, name
        self._lines: List[bytes] = []
        self._numbers: List[int] = []
        self._at = 0
        self._read = 0  # lines of the file read so far
        self._rest = b""
        self._ended = False
        self.failed = 0  # lines that are no UTF-8
        self.foreign = 0  # lines that are no GB18030

    @property
    def number(self) -> int:
        """Return the number of the next line, or of the last one at the end."""
        if self._at < len(self._numbers) or self._fill(1):
            return self._numbers[self._at]
        return self._read

    def peek(self, ahead: int = 0) -> Optional[bytes]:
        """Return a line without taking it, None behind the end."""
        at = self._at + ahead
        if at < len(self._lines) or self._fill(ahead + 1):
            return self._lines[self._at + ahead]
        return None

    def take(self) -> Optional[bytes]:
        """Return the next line, None at the end."""
        line = self.peek()
        if line is not None:
            self._at += 1
        return line

    def take_many(self, count: int) -> List[bytes]:
        """Return the next ``count`` lines, or as many as there are."""
        self._fill(count)
        lines = self._lines[self._at:self._at + count]
        self._at += len(lines)
        return lines

    def back(self, count: int) -> None:
        """Put the last ``count`` lines back; they must have been taken since ``forget``."""
        self._at = max(0, self._at - count)

    def taken(self) -> int:
        """Return how many lines were taken since ``forget``."""
        return self._at

    def forget(self) -> None:
        """Let go of the lines taken so far."""
        if self._at > 20_000 or self._at == len(self._lines):
            del self._lines[:self._at]
            del self._numbers[:self._at]
            self._at = 0

    def _fill(self, wanted: int) -> bool:
        """Read until ``wanted`` lines lie ahead; False when the file ends before."""
        while len(self._lines) - self._at < wanted and not self._ended:
            block = self._stream.read(_BLOCK)
            self._ended = not block
            data = self._rest + block
            hold = b""
            if data.endswith(b"\r") and not self._ended:
                data, hold = data[:-1], b"\r"
            rows = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
            self._rest = b"" if self._ended else rows.pop() + hold
            if max(map(len, rows), default=0) > MOST_LINE_BYTES or len(self._rest) > MOST_LINE_BYTES:
                raise BadInput(tr("{name}: line {line} is longer than {most} bytes: this is no VCT file, or it is damaged."),
                               name=self._name, line=self._read + len(rows), most=MOST_LINE_BYTES)
            self._keep(rows, data.isascii())
        return len(self._lines) - self._at >= wanted

    def _keep(self, rows: List[bytes], plain: bool) -> None:
        for number, row in enumerate(rows, self._read + 1):
            line = row.strip(_BLANK)
            if line:
                self._lines.append(line)
                self._numbers.append(number)
                if not plain and not line.isascii():
                    self.failed += _fails(line, "utf-8")
                    self.foreign += _fails(line, "gb18030")
        self._read += len(rows)


def _fails(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return True
    return False


def section_mark(line: Optional[bytes]) -> str:
    """Return ``linebegin`` or ``headend`` … when a line opens or closes a section, else ''."""
    if line is None or len(line) > 40:
        return ""
    match = _MARK.match(line)
    return (match.group(1) + match.group(2)).decode("ascii").lower() if match else ""
