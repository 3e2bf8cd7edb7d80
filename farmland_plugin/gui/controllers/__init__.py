"""The objects that know QGIS: the open ledger, the map, running jobs, actions."""
