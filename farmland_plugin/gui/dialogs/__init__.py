"""The few windows that are not panels."""
