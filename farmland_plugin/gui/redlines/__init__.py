"""The red lines at the desk: registering them, their list, running the screening, its results."""
