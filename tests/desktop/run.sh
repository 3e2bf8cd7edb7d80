#!/bin/bash
# tests/desktop/run.sh OUT: QGIS Desktop in Chinese on a virtual screen, the plugin in a throw-away profile, the story
# inside it, chapter by chapter; then a second QGIS that tags parcels until it is killed (kill -9), a look at its ledger from
# outside, and a third QGIS that opens it again. Exit 0 when every QGIS left as it should and every step passed; pictures and
# logs are in OUT. STORY_CHAPTERS names the chapters, when not all are wanted (the power is cut only after going_out).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$(realpath -m "$1")
venv=${VENV:-$root/.venv}
input=${FARMLAND_DEMO:-$root/build/demo/input}
work=$out/work
home=${TMPDIR:-/tmp}/示例县  # what the pictures show: no path of this machine
profile=$work/profiles/profiles/story
chapters=${STORY_CHAPTERS:-coming_in screening tagging casework demolitions changes photos going_out}
enough=12  # steps acknowledged before the power is cut

mkdir -p "$out"
exec 9>"${TMPDIR:-/tmp}/.farmland-story.lock"
flock 9  # the folder is one: a second story waits
[ ! -e "$home" ] || [ -e "$home/.story" ] || { echo "$home is not the story's: move it away." >&2; exit 1; }
rm -rf "$work" "$home"
mkdir -p "$profile/QGIS" "$work/run" "$home"
: >"$home/.story"
trap 'rm -rf "$home"' EXIT
chmod 700 "$work/run"
rm -f "$out"/*.png "$out"/*.log
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
export STORY_OUT=$out STORY_HOME=$home STORY_INPUT=$home/下发 STORY_FOLDER=$here/story STORY_ACKS=$out/acknowledged.txt
unset QGIS_CUSTOM_CONFIG_PATH QT_QPA_PLATFORM PYTHONPATH
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8

# desk NAME SECONDS CHAPTER...: one QGIS with these chapters; its log is NAME.log, its status NAME.status
desk() {
    STORY_STATUS=$work/$1.status STORY_CHAPTERS="${*:3}" timeout -k 10 "$2" \
        xvfb-run -a -n $((100 + $$ % 800)) -s "-screen 0 1440x900x24 -nolisten tcp" \
        qgis --profiles-path "$work/profiles" --profile story --nologo --noversioncheck --code "$here/in_qgis.py" \
        >"$out/$1.log" 2>&1 9>&-
}

# told NAME CODE: what that QGIS said; fails unless it left well and its chapters passed
told() {
    local status
    status=$(cat "$work/$1.status" 2>/dev/null || echo none)
    grep -vE 'propagateSizeHints|raise\(\)|^$' "$out/$1.log" | tail -n 60 || true
    echo "$1: qgis exit $2, story exit $status"
    [ "$2" = 0 ] && [ "$status" = 0 ]
}

# power_cut: let a QGIS tag parcels and kill it while it goes on; what was shown as saved is in $STORY_ACKS
power_cut() {
    local pid wrapper code=0
    rm -f "$STORY_ACKS"  # its first line is the process that is killed
    desk power_cut 180 power_cut &
    wrapper=$!
    while kill -0 $wrapper 2>/dev/null && [ "$(cat "$STORY_ACKS" 2>/dev/null | wc -l)" -le "$enough" ]; do sleep 0.05; done
    pid=$(head -n 1 "$STORY_ACKS" 2>/dev/null || true)
    kill -0 $wrapper 2>/dev/null && [ -n "$pid" ] || { told power_cut 1; echo "it ended by itself before it was killed" >&2; return 1; }
    sleep "0.$((RANDOM % 300 + 100))"
    kill -9 "$pid"
    wait $wrapper || code=$?
    echo "power_cut: killed with $(($(wc -l <"$STORY_ACKS") - 1)) steps acknowledged, qgis exit $code"
    [ "$code" != 0 ] && [ ! -e "$work/power_cut.status" ]
}

code=0
# shellcheck disable=SC2086
desk qgis "${STORY_LIMIT:-600}" $chapters || code=$?
told qgis $code
[[ " $chapters " == *" going_out "* ]] || exit 0
power_cut
QT_QPA_PLATFORM=offscreen "$venv/bin/python" -m pytest -q -p no:cacheprovider "$here/story/after_the_cut.py"
desk next_start 120 next_start || code=$?
told next_start $code
