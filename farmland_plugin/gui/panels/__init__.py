"""The four dock panels."""
