"""Invented place, project and person names."""

from __future__ import annotations

import numpy as np

TOWNSHIPS = [
    "青禾镇", "柳河镇", "东原乡", "石桥镇", "白杨乡", "新集镇", "望丰镇", "南庄乡", "北渠镇", "云岗乡",
    "长堤镇", "谷丰乡", "清泉镇", "槐树镇", "安平乡", "高塔镇",
]  # fmt: skip
_FIRST = "东西南北前后大小上下"
_SECOND = "王李张刘陈杨赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭"
_THIRD = ["庄", "村", "营", "屯", "堡", "寨", "店", "桥", "堂", "町"]
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国志强秀英桂兰永刚海涛玉梅文军晓东立新春生国庆"


def villages(rng: np.random.Generator, count: int) -> list[str]:
    """Return ``count`` different village names."""
    names: list[str] = []
    seen: set[str] = set()
    while len(names) < count:
        name = f"{rng.choice(list(_FIRST))}{rng.choice(list(_SECOND))}{rng.choice(_THIRD[:9])}村"
        name = name.replace("村村", "村")
        if name not in seen:
            seen.add(name)
            names.append(name)
    return names


def person(rng: np.random.Generator) -> str:
    """Return an invented person's name."""
    return "".join([str(rng.choice(list(_SURNAMES)))] + [str(c) for c in rng.choice(list(_GIVEN), 2)])


def project(rng: np.random.Generator, village: str) -> str:
    """Return an invented project's name."""
    kinds = ["仓储物流项目", "农产品加工厂", "养殖小区", "村民住宅", "新能源配套项目", "建材厂", "文化广场", "机井房"]
    return f"{village}{rng.choice(kinds)}"
