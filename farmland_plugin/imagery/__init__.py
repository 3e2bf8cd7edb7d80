"""Imagery: before and after scenes, and the windows cut from them."""
