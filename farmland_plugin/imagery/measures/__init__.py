"""Change measures between two images on one grid: NumPy arrays in, numbers and arrays out (imagery.md 2 to 4)."""
