"""Personal data of parcel holders: they do not enter the journal, which is never erased and leaves in packages (records §3)."""

from __future__ import annotations

import re
from typing import Tuple

from ..domain.codes import normalised

_TELLING = ("姓名", "身份证", "证件号", "电话", "手机", "联系方式", "银行卡", "idcard", "idnumber", "phone", "mobile")
_PERSONS = ("当事人", "户主", "权利人", "承包人", "承包户", "建房人", "使用人", "用地人", "业主", "农户", "责任人", "违法主体",
            "owner", "holder")
_CODES = ("编号", "图斑号", "标识码", "bsm", "文号", "uid")
_NAMED = ("", "姓名", "名称", "名字", "name")
_ID_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
                        r"(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_personal(heading: str) -> bool:
    """Whether a column's heading promises a person's name, number or telephone."""
    plain = normalised(heading)
    return any(word in plain for word in _TELLING) or any(plain == word + named for word in _PERSONS for named in _NAMED)


def is_code(heading: str) -> bool:
    """Whether a column's heading promises numbers of things, which may look like those of persons."""
    return any(word in normalised(heading) for word in _CODES)


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


def _is_identity_card(number: str) -> bool:
    return _CHECK[sum(int(d) * w for d, w in zip(number, _WEIGHTS)) % 11] == number[-1].upper()
