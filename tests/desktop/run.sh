#!/bin/bash
# tests/desktop/run.sh OUT: QGIS Desktop in Chinese on a virtual screen, the plugin in a throw-away profile, the story
# inside it. Exit 0 when QGIS left well and every step passed; pictures and the log are in OUT.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$(realpath -m "$1")
venv=${VENV:-$root/.venv}
input=${FARMLAND_DEMO:-$root/build/demo/input}
work=$out/work
home=${TMPDIR:-/tmp}/示例县  # what the pictures show: no path of this machine
profile=$work/profiles/profiles/story

mkdir -p "$out"
exec 9>"${TMPDIR:-/tmp}/.farmland-story.lock"
flock 9  # the folder is one: a second story waits
[ ! -e "$home" ] || [ -e "$home/.story" ] || { echo "$home is not the story's: move it away." >&2; exit 1; }
rm -rf "$work" "$home"
mkdir -p "$profile/QGIS" "$work/run" "$home"
: >"$home/.story"
trap 'rm -rf "$home"' EXIT
chmod 700 "$work/run"
rm -f "$out"/*.png
cd "$root"
"$venv/bin/python" -m tests.packaging.pack link "$profile"
cat >"$profile/QGIS/QGIS3.ini" <<INI
[PythonPlugins]
farmland_plugin=true
[locale]
overrideFlag=true
userLocale=zh-Hans
[app]
askToSaveMemoryLayers=false
plugin_installer\\checkOnStart=false
[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true
[qgis]
checkVersion=false
INI
[ -f "$input/truth.json" ] || "$venv/bin/python" -m tests.demo_county --size small --out "$input"

cp -r "$input" "$home/下发"
export XDG_RUNTIME_DIR=$work/run PYTHONDONTWRITEBYTECODE=1 PATH=$venv/bin:$PATH
export STORY_OUT=$out STORY_WORK=$work STORY_HOME=$home STORY_INPUT=$home/下发 STORY=$here/story.py
unset QGIS_CUSTOM_CONFIG_PATH QT_QPA_PLATFORM PYTHONPATH
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
code=0
timeout -k 10 "${STORY_LIMIT:-600}" xvfb-run -a -s "-screen 0 1440x900x24 -nolisten tcp" \
    qgis --profiles-path "$work/profiles" --profile story --nologo --noversioncheck --code "$here/in_qgis.py" \
    >"$out/qgis.log" 2>&1 || code=$?
status=$(cat "$work/status" 2>/dev/null || echo none)
grep -vE 'propagateSizeHints|raise\(\)|^$' "$out/qgis.log" | tail -n 60 || true
echo "qgis exit $code, story exit $status"
[ "$code" = 0 ] && [ "$status" = 0 ]
