#!/bin/bash
# Print the shell lines under which qgis, qgis_process and Python of this machine see the plugin and its packages.
# The plugin is linked, enabled, into a QGIS profile of the checkout's own: nothing of the user's is touched.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
[ -x "$venv/bin/python" ] || { echo "run 'make setup' first" >&2; exit 1; }

packages=$(echo "$venv"/lib/python3*/site-packages)
(cd "$root" && "$venv/bin/python" -m tests.packaging.pack link "$venv/qgis/profiles/default" >&2)
mkdir -p -m 700 "$venv/run"

line() { printf 'export %s=%q' "$1" "$2"; printf '%s\n' "${3:-}"; }
case ":$PATH:" in "::$venv/bin:"* | ":$venv/bin:"*) ;; *) line PATH "$venv/bin" ':"$PATH"' ;; esac
line PYTHONPATH "$packages"
line QGIS_CUSTOM_CONFIG_PATH "$venv/qgis"
line FARMLAND_HOME "$root"
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || line QT_QPA_PLATFORM offscreen
[ -d "${XDG_RUNTIME_DIR:-/nonexistent}" ] || line XDG_RUNTIME_DIR "$venv/run"
# Chinese file names need a UTF-8 locale
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || line LC_ALL C.UTF-8
