"""Field photos as the technician meets them: marked, shown large, answered for, on the map, taken in."""
