"""What the technician sees: panels, dialogs and the controllers that join them to QGIS."""
