#!/bin/bash
# Every check that needs no running QGIS. Runs all of them, then fails if one did.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
zip=${1:-build/farmland_plugin.zip}
bin=.venv/bin
failed=()

check() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}

qt6_venv() {
    local venv=build/lint wanted
    wanted=$(sha256sum <.ci/requirements-qt6.txt)
    [ "$(cat $venv/ready 2>/dev/null)" = "$wanted" ] && return 0
    # a venv of its own, without the system's packages: PyQt5 and PyQt6 do not go together
    mkdir -p build
    /usr/bin/python3 -m venv --clear $venv &&
        $venv/bin/pip install -q --disable-pip-version-check --ignore-requires-python -r .ci/requirements-qt6.txt >build/lint.log 2>&1 &&
        echo "$wanted" >$venv/ready
}

# QGIS's own converter rewrites what Qt 6 no longer has; nothing may be left for it to rewrite (compat.py is about just that)
qt6_spelling() {
    local copy=build/qt6
    rm -rf $copy && mkdir -p $copy && cp -r farmland_plugin $copy/ && rm -rf $copy/farmland_plugin/_vendor $copy/farmland_plugin/compat.py
    (cd $copy && git init -q && git add -A && QT_QPA_PLATFORM=offscreen ../lint/bin/pyqt5to6 . >../qt6.log 2>&1
        git diff --exit-code) || { tail -n 20 build/qt6.log; return 1; }
}

check "ruff" $bin/ruff check .
check "mypy (domain, ledger, screening)" $bin/mypy
check "layers" $bin/lint-imports --no-cache --no-logo
check "house limits" $bin/python -m tests.packaging.house_limits
check "the plugin repository's scan of the zip" $bin/python -m tests.packaging.repository_check "$zip"
if qt6_venv; then
    check "Qt 6 spelling" qt6_spelling
    check "Qt 6 import" env QT_QPA_PLATFORM=offscreen PYTHONPATH=. build/lint/bin/python -m tests.packaging.qt6_check
else
    echo "the Qt 6 checks are left out: their packages could not be installed" >&2
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf 'lint: failed: %s\n' "${failed[*]}" >&2
    exit 1
fi
echo "lint: nothing found"
