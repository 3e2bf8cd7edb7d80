"""One day at the desk, told in chapters inside QGIS Desktop; run by ``run.sh``, not collected by a plain pytest."""
