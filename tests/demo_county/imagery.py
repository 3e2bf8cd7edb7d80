"""The orthophotos before and after: drawn from the land use, the stage and what happened in each yard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import gdal

from . import ground, structures
from .canvas import Canvas, blur, noise
from .files import reference
from .ground import Season
from .landuse import LandUse
from .parcels import Yard
from .settings import Settings
from .stage import Stage, clutter, set_stage
from .structures import BLUE, GREY, RUST, TILE, WHITE, Trees

BEFORE = Season(False, (0.55, 1.45), (0.98, 0.985, 1.0), (0.0, 0.0))
AFTER = Season(True, (-0.34, 0.62), (1.03, 1.0, 0.95), (0.62, -0.44))
GONE = ("removed_crop", "removed_soil", "green_net", "rubble")


def make_orthophotos(
    settings: Settings, land: LandUse, yards: list[Yard], window: tuple[float, float, float, float], out: Path
) -> list[dict[str, Any]]:
    """Write both orthophotos (8-bit RGB GeoTIFF in the county's CRS) and return what they are."""
    resolution = float(settings["imagery"]["resolution_m"])
    stage = set_stage(settings.random("stage"), land, yards, window)
    shown = [one for one in yards if one.geom.intersects(shapely.box(*window))]
    scenes = []
    for role, captured, season in (("before", "2026-01-10", BEFORE), ("after", "2026-09-05", AFTER)):
        picture = draw(settings, land, shown, stage, window, resolution, season, role)
        path = out / f"dom_{role}_{captured.replace('-', '')}.tif"
        write_tiff(path, picture, window, resolution)
        scenes.append({
            "role": role, "file": path.name, "captured": captured, "resolution_m": resolution, "bounds": list(window),
            "width": picture.shape[1], "height": picture.shape[0],
            "shift_m": [-season.shift[0], -season.shift[1]],
        })  # fmt: skip
    return scenes


def draw(
    settings: Settings, land: LandUse, yards: list[Yard], stage: Stage, window: tuple[float, float, float, float],
    resolution: float, season: Season, role: str,
) -> np.ndarray:  # fmt: skip
    """Draw one date and return it as bytes (height, width, 3)."""
    canvas = Canvas(window, resolution, season.shift)
    look = settings.random(f"look {role}")
    grain = ground.textures(look, canvas)
    _land(settings, canvas, grain, season, look, land, window)
    for track in stage.tracks:
        ground.track(canvas, grain, track)
    for court in stage.courtyards:
        ground.hardstanding(canvas, grain, court, float(look.normal(-12, 9)))
        structures.wall(canvas, season, court)
    for tunnel in stage.tunnels:
        structures.greenhouse(canvas, season, tunnel, look)
    _yard_grounds(settings, canvas, grain, season, look, yards, after=role == "after")
    for house in stage.houses:
        structures.building(canvas, season, house.geom, house.roof, house.height, np.random.default_rng(house.seed))
    _yard_buildings(settings, canvas, season, yards, after=role == "after")
    for number, (geom, kind) in enumerate(stage.clutter):
        structures.item(canvas, season, geom, kind, settings.random(f"item {number}"))
    trees = Trees(season, resolution, 7 if season.summer else 8)
    if stage.trees:
        table = np.asarray(stage.trees)
        trees.draw(canvas, table[:, :2], table[:, 2], table[:, 3].astype(int))
    return _develop(canvas, grain, season, look)


def _land(
    settings: Settings, canvas: Canvas, grain: dict[str, np.ndarray], season: Season, look: np.random.Generator,
    land: LandUse, window: tuple[float, float, float, float],
) -> None:  # fmt: skip
    canvas.rgb[:] = (140, 130, 100)
    near = shapely.box(*window).buffer(12, join_style="mitre")
    hits = shapely.STRtree(land.geoms).query(near, predicate="intersects")
    order = {"1006": 2, "1107": 1, "1003": 3}
    for index in sorted(hits.tolist(), key=lambda k: (order.get(str(land.codes[k]), 0), k)):
        geom, code = land.geoms[index].intersection(near), str(land.codes[index])
        plan = settings.random(f"plan {index}")
        thin = 4 * np.pi * geom.area < 0.2 * geom.length**2
        for part in shapely.get_parts(geom):
            if part.geom_type == "Polygon":
                _cover(canvas, grain, season, look, plan, part, code, thin)


def _cover(
    canvas: Canvas, grain: dict[str, np.ndarray], season: Season, look: np.random.Generator, plan: np.random.Generator,
    geom: shapely.Polygon, code: str, thin: bool,
) -> None:  # fmt: skip
    """Paint one land-use polygon."""
    if code in ("0101", "0102", "0103", "1208"):
        ground.field(canvas, grain, season, plan, look, geom)
    elif code == "1006":
        ground.lane(canvas, grain, geom, dirt=bool(plan.random() < 0.45))
    elif code == "1003":
        ground.highway(canvas, grain, geom)
    elif code == "1107":
        ground.ditch(canvas, grain, season, geom)
    elif code in ("1101", "1104"):
        ground.water(canvas, grain, season, geom)
    elif code in ("0702", "0701", "08H1"):
        ground.grass(canvas, grain, season, geom, 0.78)
    elif code in ("0601", "08H2", "05H1", "0602"):
        ground.hardstanding(canvas, grain, geom, -14.0)
    elif code == "1202":
        ground.grass(canvas, grain, season, geom, 0.62)
    elif code in ("0201", "0201K", "0307") or (code == "0301" and not thin):
        ground.grass(canvas, grain, season, geom, 0.35)
    else:
        ground.grass(canvas, grain, season, geom, 0.45 if code != "1206" else 0.9)


def _yard_grounds(
    settings: Settings, canvas: Canvas, grain: dict[str, np.ndarray], season: Season, look: np.random.Generator,
    yards: list[Yard], *, after: bool,
) -> None:  # fmt: skip
    """Paint what covers each yard, then its wall."""
    for number, one in enumerate(yards):
        tone = float(settings.random(f"tone {number}").normal(0, 9))
        state = one.state if after else "standing"
        if one.story == "false_change":
            continue
        if one.form == "strip":
            ground.lane(canvas, grain, one.geom, dirt=False)
        elif state == "removed_crop":
            ground.field(canvas, grain, season, look, look, one.geom, young=True)
        elif state == "removed_soil":
            ground.soil(canvas, grain, one.geom, one.angle)
        elif state == "green_net":
            ground.soil(canvas, grain, one.geom, one.angle)
            ground.green_net(canvas, grain, one.geom.buffer(-0.8), one.angle)
        elif state == "rubble":
            _ruin(canvas, grain, season, one, tone)
        else:
            _courtyard(canvas, grain, season, one, tone, partial=state == "partial")


def _courtyard(
    canvas: Canvas, grain: dict[str, np.ndarray], season: Season, one: Yard, tone: float, *, partial: bool
) -> None:
    """Paint a yard in use; where sheds were pulled down, fresh earth and some rubble lie in their place."""
    if partial:
        ground.soil(canvas, grain, one.geom, one.angle)
        ground.hardstanding(canvas, grain, one.buildings[0].buffer(5.0).intersection(one.geom), tone)
        for index, gone in enumerate(one.buildings):
            if index not in one.standing and index % 2:
                ground.rubble(canvas, grain, gone.buffer(-0.8))
        return
    ground.hardstanding(canvas, grain, one.geom, tone)
    if one.geom.area > 900:
        ground.grass(canvas, grain, season, one.geom.difference(one.geom.buffer(-2.6)), 0.6)
    structures.wall(canvas, season, one.geom)


def _ruin(canvas: Canvas, grain: dict[str, np.ndarray], season: Season, one: Yard, tone: float) -> None:
    """Paint a demolished yard: rubble where the buildings stood, broken slabs and earth around."""
    ground.soil(canvas, grain, one.geom, one.angle)
    ground.hardstanding(canvas, grain, one.geom.buffer(-3.0), tone - 10)
    for gone in one.buildings:
        heap = gone.buffer(2.4).intersection(one.geom)
        canvas.darken(shapely.affinity.translate(heap, season.sun[0] * 1.2, season.sun[1] * 1.2).difference(heap), 0.75)
        ground.rubble(canvas, grain, heap)


def _yard_buildings(
    settings: Settings, canvas: Canvas, season: Season, yards: list[Yard], *, after: bool
) -> None:
    """Paint the buildings that stand in the yards at this date."""
    for number, one in enumerate(yards):
        choice = settings.random(f"roofs {number}")
        roofs = [str(choice.choice([TILE, BLUE, GREY], p=[0.4, 0.35, 0.25]))]
        roofs += [str(choice.choice([BLUE, GREY, WHITE, RUST], p=[0.4, 0.15, 0.3, 0.15])) for _ in one.buildings[1:]]
        heights = [float(choice.uniform(4.5, 7.0))] + [float(choice.uniform(2.6, 4.0)) for _ in one.buildings[1:]]
        for index, geom in enumerate(one.buildings):
            look = settings.random(f"roof {number} {index}")
            if after and index not in one.standing:
                continue
            if one.story == "facility" and index:
                structures.greenhouse(canvas, season, geom, look)
            else:
                structures.building(canvas, season, geom, roofs[index], heights[index], look)
        if one.form != "strip" and (not after or one.state == "standing") and one.story != "false_change":
            things = clutter(settings.random(f"clutter {number} {after and number % 3 == 0}"), one.geom, one.buildings,
                             1 + int(one.geom.area / 450))  # fmt: skip
            for geom, kind in things:
                structures.item(canvas, season, geom, kind, choice)


def _develop(canvas: Canvas, grain: dict[str, np.ndarray], season: Season, look: np.random.Generator) -> np.ndarray:
    """Turn the drawing into a photo: lens, uneven light, haze, sensor noise."""
    picture = blur(canvas.rgb, 0.13)
    light = 1.0 + 0.012 * grain["wide"] + 0.008 * noise(look, picture.shape[:2], 700)
    picture = picture * light[..., None] * np.asarray(season.gain, np.float32)
    picture = picture * 0.95 + (11.0 if season.summer else 14.0)
    picture += look.standard_normal(picture.shape, dtype=np.float32) * 2.1
    return np.clip(picture, 0, 255).astype(np.uint8)


def write_tiff(path: Path, picture: np.ndarray, window: tuple[float, ...], resolution: float) -> None:
    """Write a picture as a tiled, JPEG-compressed GeoTIFF with overviews."""
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[1], picture.shape[0], 3, gdal.GDT_Byte)
    memory.SetProjection(reference(4526).ExportToWkt())
    memory.SetGeoTransform((window[0], resolution, 0, window[3], 0, -resolution))
    memory.WriteArray(picture.transpose(2, 0, 1))
    for band, colour in enumerate((gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand), start=1):
        memory.GetRasterBand(band).SetColorInterpretation(colour)
    path.unlink(missing_ok=True)
    options = ["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=JPEG", "JPEG_QUALITY=88", "PHOTOMETRIC=YCBCR"]
    written = gdal.GetDriverByName("GTiff").CreateCopy(str(path), memory, options=options)
    del written
    gdal.SetConfigOption("COMPRESS_OVERVIEW", "JPEG")
    gdal.SetConfigOption("PHOTOMETRIC_OVERVIEW", "YCBCR")
    opened = gdal.Open(str(path), gdal.GA_Update)
    opened.BuildOverviews("AVERAGE", [2, 4, 8])
    del opened
    for option in ("COMPRESS_OVERVIEW", "PHOTOMETRIC_OVERVIEW"):
        gdal.SetConfigOption(option, None)
