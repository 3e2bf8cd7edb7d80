"""The trade: its words and its rules. Pure Python and numpy; no Qt, no QGIS, no files of the user's."""
