"""Parcels that nobody handed down: drawn on the map, for clues or found by the county itself; and planned sites to check."""
