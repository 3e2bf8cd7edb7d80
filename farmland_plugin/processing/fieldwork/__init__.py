"""The field project (外业采集工程): a GeoPackage to edit, a base map and a QGIS project for QField and like tools."""
