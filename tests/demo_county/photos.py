"""Field photos: plain rendered views of the yards, with real EXIF, and the odd ones every township hands in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import gdal

from .batches import NATIONAL, Parcel
from .canvas import noise
from .exif import Shot, with_exif
from .files import transform
from .parcels import Yard
from .settings import Settings

WIDTH, HEIGHT, HORIZON = 640, 480, 205


def make_photos(settings: Settings, yards: list[Yard], parcels: list[Parcel], out: Path) -> list[dict[str, Any]]:
    """Write the photos into ``photos/`` and return what each shows, where and which parcel it belongs to."""
    rng = settings.random("photos")
    folder = out / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jpg"):
        old.unlink()
    subjects = [p for p in parcels if p.batch == NATIONAL and p.yard is not None and yards[p.yard].in_scene
                and yards[p.yard].buildings]  # fmt: skip
    wanted = ["partial", "standing", "rubble", "removed_soil", "green_net", "removed_crop", "partial", "standing"]
    chosen: list[Parcel] = []
    for state in wanted:
        found = [p for p in subjects if p not in chosen and yards[p.yard or 0].state == state]
        chosen += found[:1]
    photos: list[dict[str, Any]] = []
    for index, parcel in enumerate(chosen):
        photos.append(_take(rng, folder, yards[parcel.yard or 0], parcel, index))
    second = _take(rng, folder, yards[chosen[0].yard or 0], chosen[0], len(photos))
    photos.append(second)
    photos += _odd(rng, folder, yards, chosen, len(photos))
    return photos


def _take(rng: np.random.Generator, folder: Path, one: Yard, parcel: Parcel, index: int) -> dict[str, Any]:
    """Stand outside a yard, look at its middle, take a picture."""
    middle = one.geom.centroid
    turn = float(rng.uniform(0, 2 * np.pi))
    away = float(np.sqrt(one.geom.area) * 0.5 + rng.uniform(9, 22))
    station = (middle.x - away * np.sin(turn), middle.y - away * np.cos(turn))
    bearing = float(np.degrees(turn)) % 360
    taken = f"2026:09:{12 + index % 9:02d} {9 + index % 7:02d}:{int(rng.integers(60)):02d}:{int(rng.integers(60)):02d}"
    name = f"IMG_{20260912 + index % 9}_{index + 1:03d}.jpg"
    if index == 1:
        name = f"{parcel.number}_北.jpg"
    about = _write(rng, folder / name, one, station, bearing, taken)
    return {"file": f"photos/{name}", "parcel": parcel.number, "kind": "good", **about}


def _write(
    rng: np.random.Generator, path: Path, one: Yard, station: tuple[float, float], bearing: float, taken: str
) -> dict[str, Any]:
    spot = transform(np.asarray([shapely.Point(*station)], dtype=object), 4526, 4490)[0]
    picture = render(rng, one.state, len(one.standing), len(one.buildings))
    path.write_bytes(with_exif(jpeg(picture), Shot(spot.x, spot.y, bearing, taken)))
    return {
        "lon": round(spot.x, 7), "lat": round(spot.y, 7), "direction": round(bearing, 2), "taken": taken,
        "state": one.state, "distance_m": round(float(one.geom.distance(shapely.Point(*station))), 2),
    }  # fmt: skip


def _odd(
    rng: np.random.Generator, folder: Path, yards: list[Yard], chosen: list[Parcel], index: int
) -> list[dict[str, Any]]:
    """Write the odd ones: no EXIF, far away, and the same file twice."""
    one = yards[chosen[1].yard or 0]
    bare = folder / "微信图片_20260918.jpg"
    bare.write_bytes(jpeg(render(rng, one.state, len(one.standing), len(one.buildings))))
    photos: list[dict[str, Any]] = [{"file": f"photos/{bare.name}", "parcel": None, "kind": "no_exif"}]
    far = folder / f"IMG_20260919_{index + 2:03d}.jpg"
    station = (one.geom.centroid.x + 26000.0, one.geom.centroid.y + 11000.0)
    about = _write(rng, far, one, station, 90.0, "2026:09:19 11:02:40")
    photos.append({"file": f"photos/{far.name}", "parcel": None, "kind": "far", **about})
    first = sorted(folder.glob("IMG_*_001.jpg"))[0]
    twin = folder / f"IMG_20260920_{index + 3:03d}.jpg"
    twin.write_bytes(first.read_bytes())
    photos.append({"file": f"photos/{twin.name}", "parcel": chosen[0].number, "kind": "same_as",
                   "same_as": f"photos/{first.name}"})  # fmt: skip
    return photos


def jpeg(picture: np.ndarray) -> bytes:
    """Return a picture (height, width, 3) as a JPEG file's bytes."""
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[1], picture.shape[0], 3, gdal.GDT_Byte)
    memory.WriteArray(picture.transpose(2, 0, 1))
    name = "/vsimem/photo.jpg"
    written = gdal.GetDriverByName("JPEG").CreateCopy(name, memory, options=["QUALITY=86"])
    del written
    stat = gdal.VSIStatL(name)
    handle = gdal.VSIFOpenL(name, "rb")
    data = bytes(gdal.VSIFReadL(1, stat.size, handle))
    gdal.VSIFCloseL(handle)
    for path in (name, name + ".aux.xml"):
        if gdal.VSIStatL(path):
            gdal.Unlink(path)
    return data


def render(rng: np.random.Generator, state: str, standing: int, built: int) -> np.ndarray:
    """Draw a view over a yard: sky, far trees, the field, and what stands or lies in the middle."""
    size = (HEIGHT, WIDTH)
    grain = {cell: noise(rng, size, cell) for cell in (1, 4, 24, 120)}
    y = np.arange(HEIGHT, dtype=np.float32)[:, None]
    sky = np.asarray((150, 182, 214), np.float32) + (y[..., None] / HORIZON) * np.asarray((62, 42, 22), np.float32)
    picture = np.repeat(sky, WIDTH, axis=1) + (7 * np.clip(grain[120], 0, 2))[..., None]
    picture[HORIZON:] = _field(grain, state)
    _treeline(rng, picture, grain)
    _yard(picture, grain, state)
    if state == "rubble":
        _heaps(rng, picture, grain)
    count = {"partial": 1, "standing": max(1, min(built, 3)), "no_structure": 0}.get(state, 0)
    for index in range(count):
        _house(rng, picture, grain, index, count)
    _crop(rng, picture, state)
    picture += grain[1][..., None] * 3.0
    return np.clip(picture, 0, 255).astype(np.uint8)


def _field(grain: dict[int, np.ndarray], state: str) -> np.ndarray:
    """Return the ground below the horizon: rows that run to a vanishing point."""
    rows = np.arange(HORIZON, HEIGHT, dtype=np.float32)[:, None]
    depth = (rows - HORIZON + 3) / (HEIGHT - HORIZON)
    x = (np.arange(WIDTH, dtype=np.float32)[None, :] - WIDTH * 0.52) / depth
    base = np.asarray((96, 118, 62), np.float32) if state != "removed_soil" else np.asarray((112, 116, 70), np.float32)
    light = 10 * np.sin(x / 46) * np.clip(depth * 2, 0.1, 1) + 8 * grain[4][HORIZON:] * depth + 7 * grain[24][HORIZON:]
    return base + light[..., None] + (1 - depth[..., None]) * np.asarray((26, 26, 22), np.float32)


def _treeline(rng: np.random.Generator, picture: np.ndarray, grain: dict[int, np.ndarray]) -> None:
    top = HORIZON - 14 - 11 * np.abs(np.sin(np.arange(WIDTH) / rng.uniform(23, 40))) - 9 * np.abs(grain[24][0])
    rows = np.arange(HEIGHT)[:, None]
    mask = (rows > top[None, :]) & (rows < HORIZON + 5)
    picture[mask] = (np.asarray((74, 94, 66), np.float32) + 12 * grain[4][..., None])[mask]


def _yard(picture: np.ndarray, grain: dict[int, np.ndarray], state: str) -> None:
    """Paint the yard's ground, seen at a slant."""
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    x = np.arange(WIDTH, dtype=np.float32)[None, :]
    near, far = HEIGHT - 78, HORIZON + 26
    part = (rows - far) / (near - far)
    left, right = 150 - 120 * part, 500 + 118 * part
    inside = (part > 0) & (part < 1) & (x > left + 5 * grain[24]) & (x < right + 5 * grain[24])
    colours = {
        "removed_crop": (126, 128, 82), "removed_soil": (156, 128, 96), "green_net": (58, 128, 88), "rubble": (158, 146, 128),
        "partial": (160, 140, 112),
    }  # fmt: skip
    colour = np.asarray(colours.get(state, (180, 174, 160)), np.float32)
    light = 7 * grain[4] + 9 * grain[24]
    if state == "removed_crop":
        light = light + 15 * np.sin((x - WIDTH / 2) / (0.25 + part) / 9)
    if state == "green_net":
        light = 5 * grain[24] + 9 * np.sin(part * 38 + grain[24])
    picture[inside] = (colour + light[..., None])[inside]


def _heaps(rng: np.random.Generator, picture: np.ndarray, grain: dict[int, np.ndarray]) -> None:
    rows, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    for _ in range(7):
        cx, cy = rng.uniform(150, 520), rng.uniform(HORIZON + 70, HEIGHT - 110)
        wide = rng.uniform(45, 110)
        top = cy - wide * 0.42 * np.clip(1 - ((x - cx) / wide) ** 2, 0, 1) * (1 + 0.16 * grain[4])
        mask = (np.abs(x - cx) < wide) & (rows > top) & (rows < cy + 7)
        red = np.asarray((168, 118, 98), np.float32) if rng.random() < 0.6 else np.asarray((158, 152, 144), np.float32)
        lumps = 30 * grain[4] + 26 * grain[1] - 0.35 * (rows - cy)
        picture[mask] = (red + np.clip(lumps, -60, 60)[..., None])[mask]


def _house(rng: np.random.Generator, picture: np.ndarray, grain: dict[int, np.ndarray], index: int, count: int) -> None:
    """Paint a house or shed: lit wall, darker side, roof, doors and windows."""
    wide = 210 if index == 0 else 120
    left = int(110 + index * 215 + rng.uniform(-14, 14)) if count > 1 else int(210 + rng.uniform(-40, 40))
    base = HORIZON + 92 + (0 if index == 0 else 22)
    tall = 74 if index == 0 else 50
    brick, roof = ((186, 172, 156), (156, 88, 72)) if index == 0 else ((198, 202, 206), (62, 104, 166))
    right, top = min(left + wide, WIDTH - 20), base - tall
    area = (slice(top, base), slice(left, right))
    course = 5 * np.sin(np.arange(tall) / 1.3)[:, None]
    picture[area] = np.asarray(brick, np.float32) + (course + 5 * grain[4][area] + 5 * grain[24][area])[..., None]
    side = (slice(top + 6, base - 4), slice(right, min(right + wide // 4, WIDTH)))
    picture[side] = np.asarray(brick, np.float32) * 0.66 + (4 * grain[4][side])[..., None]
    for row in range(tall // 2):
        ends = (left - 10 + row // 3, min(right + 10 + wide // 4 - row, WIDTH))
        line = (slice(top - row, top - row + 1), slice(max(0, ends[0]), ends[1]))
        ribs = 8 * np.sin(np.arange(line[1].start, line[1].stop) / 2.2)
        picture[line] = np.asarray(roof, np.float32) + (ribs + 4 * grain[4][line][0])[:, None]
    picture[top : top + 3, left - 8 : right + wide // 5] *= 0.6
    for k in range(3 if index == 0 else 1):
        at = left + 22 + k * (wide // 3)
        door = k == 1 or index > 0
        opening = (slice(base - (44 if door else 50), base - (0 if door else 24)), slice(at, at + 26))
        picture[opening] = (104, 74, 58) if door else (74, 80, 92)
    shade = (slice(base, base + 9), slice(max(0, left - 4), min(right + wide // 4, WIDTH)))
    picture[shade] *= 0.72


def _crop(rng: np.random.Generator, picture: np.ndarray, state: str) -> None:
    """Paint leaves in the foreground."""
    for _ in range(520):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(HEIGHT - 66, HEIGHT))
        tall = int(rng.integers(7, 30))
        lean = float(rng.uniform(-0.5, 0.5))
        colour = np.asarray((70, 104, 44), np.float32) + rng.normal(0, 16)
        for step in range(tall):
            px = int(x + lean * step)
            if 1 <= px < WIDTH - 1 and 0 <= y - step < HEIGHT:
                picture[y - step, px - 1 : px + 1] = colour + step
