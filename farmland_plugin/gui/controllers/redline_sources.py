"""Where red lines come from at the desk: the project's layers, QGIS's browser, its layer tree, the file manager."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, NamedTuple, Optional

from qgis.core import (
    QgsDataSourceUri,
    QgsMimeDataUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...domain.errors import FarmlandError
from ...i18n import tr
from ...intake.opening.origin import DATABASE, Origin
from ...intake.opening.origin import of_layer as of_layer_origin
from ..importing.dropping import SUFFIXES
from ..redlines.offers import Offer, of_layer

NOT_OURS = ("farmland/ledger", "farmland/redline", "farmland/result")  # layers the program put into the project itself


class Wanted(NamedTuple):
    """What somebody dropped or chose. :param files: (path, layer, name) to be looked at. :param offers: known already."""

    files: list[tuple[str, str, str]]
    offers: list[Offer]

    def __bool__(self) -> bool:
        return bool(self.files or self.offers)


def project_layers() -> list[QgsVectorLayer]:
    """Return the project's polygon layers that may become red lines, by name."""
    found = [layer for layer in QgsProject.instance().mapLayers().values()
             if isinstance(layer, QgsVectorLayer) and layer.isValid()
             and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
             and not any(layer.customProperty(name) for name in NOT_OURS)]
    return sorted(found, key=lambda layer: layer.name())


def of_project(layer_id: str) -> Optional[Offer]:
    """Return a layer of the project, None when it is not there or has no polygons."""
    layer = next((one for one in project_layers() if one.id() == layer_id), None)
    return of_layer(layer, layer.id(), tr("layer of the project")) if layer is not None else None


def origin_of_offer(offer: Offer) -> Optional[Origin]:
    """Return where a layer of the project lies, to read its hash beside the window; None for tables of a database.

    In the thread the layer lives in.
    """
    layer = QgsProject.instance().mapLayer(offer.text)
    if layer is None or offer.is_file or offer.fault:
        return None
    try:
        origin = of_layer_origin(layer)
    except FarmlandError:  # registering it says why
        return None
    return origin if origin.kind != DATABASE else None


def has_layers(mime: Any) -> bool:
    """Whether what is dragged may hold red lines; looks at no file."""
    return bool(QgsMimeDataUtils.isUriList(mime) or any(_paths(mime)))


def dropped(mime: Any) -> Wanted:
    """Return what was dropped: QGIS's own layers first, else files."""
    wanted = Wanted([], [])
    if QgsMimeDataUtils.isUriList(mime):
        for uri in QgsMimeDataUtils.decodeUriList(mime):
            take(uri, wanted)
    if not wanted:
        wanted.files.extend((path, "", "") for path in _paths(mime))
    return wanted


def take(uri: Any, wanted: Wanted) -> None:
    """Add what a uri of QGIS's browser or layer tree names."""
    layer_id = str(getattr(uri, "layerId", "") or "")
    if layer_id and QgsProject.instance().mapLayer(layer_id) is not None:
        offer = of_project(layer_id)
        wanted.offers.append(offer or Offer(layer_id, "", str(uri.name), fault=tr("This is no layer of polygons.")))
    elif uri.providerKey == "ogr" or (not uri.providerKey and uri.uri):
        parts = QgsProviderRegistry.instance().decodeUri("ogr", uri.uri)
        wanted.files.append((str(parts.get("path") or uri.uri), str(parts.get("layerName") or ""), str(uri.name)))
    elif uri.providerKey == "postgres":
        wanted.offers.append(of_database(str(uri.uri), str(uri.name)))
    else:
        wanted.offers.append(Offer(str(uri.uri), "", str(uri.name), fault=tr(
            "Layers of this kind are taken from the project: add it to the map first, then from there.")))


def of_database(source: str, name: str) -> Offer:
    """Return a table or view of a PostGIS database."""
    layer = QgsVectorLayer(source, name, "postgres")
    uri = QgsDataSourceUri(source)
    shown = f"{uri.host() or uri.service()} · {uri.schema()}.{uri.table()}"
    if not layer.isValid():
        return Offer(source, "", name, shown, fault=tr("The table cannot be opened: check the connection."))
    if layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return Offer(source, "", name, shown, fault=tr("This is no layer of polygons."))
    return of_layer(layer, source, shown)


def _paths(mime: Any) -> Iterator[str]:
    """Yield the files and folders dropped; parts of one shapefile once."""
    seen: set[str] = set()
    for url in mime.urls() if mime.hasUrls() else ():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is None or not (path.is_dir() or path.suffix.lower() in SUFFIXES):
            continue
        whole = path.with_suffix(".shp")
        text = str(whole if path.suffix.lower() in (".dbf", ".shx", ".prj") and whole.exists() else path)
        if text not in seen:
            seen.add(text)
            yield text
