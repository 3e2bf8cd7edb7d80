"""The before/after bench: panes, modes, sources, measuring, and the picture that becomes evidence."""
