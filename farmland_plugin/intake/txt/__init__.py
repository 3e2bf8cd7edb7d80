"""Boundary-point files (国土 TXT): lines, rings, zones, parsed without any geometry library."""
