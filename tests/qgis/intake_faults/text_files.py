"""Boundary-point TXT files: the variants offices write (domain facts §7.1) and the damaged ones."""

from __future__ import annotations

from .case import E0, N0, Case, corners

HEAD = "[属性描述]\n坐标系={system}\n几度分带=3\n带号=38\n计量单位=米\n[地块坐标]\n"


def plot(number="DK1", points=None, kind="面", ring=1, count=None):
    points = points or corners()
    rows = [*points, points[0]]
    lines = [f"{count if count is not None else len(rows)},1.0000,{number},甲,{kind},,,,@"]
    return "\n".join(lines + [f"J{i},{ring},{y:.3f},{x:.3f}" for i, (x, y) in enumerate(rows, 1)]) + "\n"


def txt(body, head=HEAD, encoding="gb18030", system="2000国家大地坐标系", name="a.txt"):
    def build(folder):
        (folder / name).write_bytes((head.format(system=system) + body).encode(encoding))
        return folder / name

    return build


HOLE = "J6,2,{n:.3f},{e:.3f}\n"
CASES = [
    Case("txt_gbk", txt(plot()), imported=1, numbers=("DK1",)),
    Case("txt_utf8", txt(plot(), encoding="utf-8"), imported=1),
    Case("txt_with_a_byte_order_mark", txt(plot(), encoding="utf-8-sig"), imported=1),
    Case("txt_without_a_single_point", txt(plot().splitlines()[0] + "\n"), refused="holds no point below its plot lines"),
    Case("txt_windows_lines", txt(plot().replace("\n", "\r\n")), imported=1),
    Case("txt_two_plots", txt(plot("DK1") + plot("DK2", corners(2))), imported=2, numbers=("DK1", "DK2")),
    Case("txt_wrong_count_of_points", txt(plot(count=9)), imported=1),
    Case("txt_xian_80", txt(plot(), system="1980西安坐标系"), refused="Xian 1980"),
    Case("txt_beijing_54", txt(plot(), system="1954北京坐标系"), refused="Beijing 1954"),
    Case(
        "txt_easting_first",
        txt(
            "5,1,DK1,甲,面,,,,@\n"
            + "".join(f"J{i},1,{x:.3f},{y:.3f}\n" for i, (x, y) in enumerate([*corners(), corners()[0]], 1))
        ),
        imported=1,
    ),
    Case("txt_a_line_among_plots", txt(plot("DK1") + plot("L", corners(2), kind="线")), imported=1, quarantined=1),
    Case(
        "txt_coordinate_is_a_word",
        txt(plot("DK1") + plot("DK2", corners(2)).replace(f"{N0:.3f}", "北边", 1)),
        imported=1,
        quarantined=1,
    ),
    Case(
        "txt_two_points_only",
        txt(plot("DK1") + f"2,1,DK2,乙,面,,,,@\nJ1,1,{N0:.3f},{E0:.3f}\nJ2,1,{N0 + 9:.3f},{E0:.3f}\n"),
        imported=1,
        quarantined=1,
    ),
    Case("txt_of_prose", lambda f: _write(f, "关于下发图斑的通知".encode("gb18030")), refused="a.txt"),
    Case("txt_zero_bytes", lambda f: _write(f, b""), refused="empty"),
    Case("txt_of_zeros", lambda f: _write(f, bytes(10_000)), refused="a.txt"),
    Case("txt_headings_only", txt(""), refused="a.txt"),
]


def _write(folder, data):
    (folder / "a.txt").write_bytes(data)
    return folder / "a.txt"
