"""Run as a program: a CRS that a worker thread asked for first and that outlives it; says what a transformation gives then."""

from __future__ import annotations

import time

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsTask,
)

from farmland_plugin.ledger.crs import trusted_transform

POINT = QgsPointXY(114.5, 36.7)
KEPT = []


class First(QgsTask):
    """Asks for a CRS before anybody else and lets it live on."""

    def run(self):
        KEPT.append(QgsCoordinateReferenceSystem("EPSG:4490"))
        return bool(KEPT[0].toWkt())


def wait(application, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        application.processEvents()
        time.sleep(0.02)


def main():
    application = QgsApplication([], False)
    application.initQgis()
    task = First("first")
    QgsApplication.taskManager().addTask(task)
    wait(application, 1)
    KEPT[0].toWkt()  # the main thread uses it, too
    wait(application, 37)  # a thread of Qt's pool ends after 30 idle seconds
    source, target = QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateReferenceSystem("EPSG:4526")
    context = QgsCoordinateTransformContext()
    plain = QgsCoordinateTransform(source, target, context).transform(POINT)
    ours = trusted_transform(source, target, context).transform(POINT)
    print("lost" if plain == POINT else "kept", round(ours.x()), round(ours.y()), flush=True)


if __name__ == "__main__":
    main()
    import os

    os._exit(0)
