"""Personal data are told from the trade's own columns and codes."""

from __future__ import annotations

import pytest

from farmland_plugin.intake.personal import is_code, is_personal, masked


@pytest.mark.parametrize(("heading", "personal"), [
    ("当事人", True), ("户主姓名", True), ("权利人名称", True), ("身份证号码", True), ("联系电话", True), ("Owner name", True),
    ("占耕地面积", False), ("批文号", False), ("当事人意见", False), ("使用人数", False), ("householder", False)])
def test_headings(heading, personal):
    assert is_personal(heading) is personal


@pytest.mark.parametrize(("text", "after", "hits"), [
    ("11010519491231002x", "110*************2x", 1), ("电话 13912345678、13800000000", "电话 139******78、138******00", 2),
    ("110105194912310021", "110105194912310021", 0),  # its check character is wrong: a code, not a card
    ("130403262101830001", "130403262101830001", 0), ("1234567", "1234567", 0), ("", "", 0)])
def test_numbers_of_persons_are_masked_and_codes_are_not(text, after, hits):
    assert masked(text) == (after, hits)


def test_columns_of_codes_are_known():
    assert is_code("监测图斑号") and is_code("BSM") and not is_code("说明")
