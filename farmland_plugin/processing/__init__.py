"""The Processing provider: every long job as an algorithm, for the toolbox, models, batch and qgis_process."""
