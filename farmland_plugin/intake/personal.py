"""Personal data of parcel holders: they do not enter the journal, which is never erased and leaves in packages (records §3)."""

from __future__ import annotations

from ..domain.changes import is_code as is_code
from ..domain.changes import masked as masked
from ..domain.codes import normalised

_TELLING = ("姓名", "身份证", "证件号", "电话", "手机", "联系方式", "银行卡", "idcard", "idnumber", "phone", "mobile")
_PERSONS = ("当事人", "户主", "权利人", "承包人", "承包户", "建房人", "使用人", "用地人", "业主", "农户", "责任人", "违法主体",
            "owner", "holder")
_NAMED = ("", "姓名", "名称", "名字", "name")


def is_personal(heading: str) -> bool:
    """Whether a column's heading promises a person's name, number or telephone."""
    plain = normalised(heading)
    return any(word in plain for word in _TELLING) or any(plain == word + named for word in _PERSONS for named in _NAMED)
