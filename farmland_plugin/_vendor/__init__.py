"""Pure-Python libraries shipped inside the plugin, unchanged but for relative imports."""
