#!/bin/bash
# Set up this checkout on Debian: QGIS and tools by apt, Python packages in .venv beside the system's PyQGIS.
# Says one line for each thing it does (on stderr), does nothing the second time, and takes up again where it was interrupted.
# FARMLAND_QGIS=main installs Debian's own QGIS 3.22 instead of the 3.40 LTR from backports.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PYTHON=/usr/bin/python3 # never plain python3: another Python may come first on PATH, and it has no qgis
VENV=$PWD/.venv
LOG=$VENV.log
STARTED=$SECONDS

say() { printf 'setup: %s\n' "$*" >&2; }
stop() {
    say "$*"
    exit 1
}

packages() { grep -Ev '^[[:space:]]*(#|$)' .ci/debian-packages.txt; }

missing_packages() {
    local installed
    command -v dpkg-query >/dev/null || stop "this set-up is for Debian 12; elsewhere install QGIS 3.22 or later with its Python, then see README.md."
    # shellcheck disable=SC2046
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(packages) 2>/dev/null | sed -n 's/^installed //p' || true)
    comm -23 <(packages | sort) <(sort <<<"$installed")
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo "$@"
    else
        stop "packages are missing and neither root nor sudo is at hand. Ask an administrator for: apt-get install --no-install-recommends $(missing_packages | paste -sd ' ')"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
        -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confold "$@" >>"$LOG" 2>&1
}

# The machine's own first source with the backports suite instead: names no host, keeps mirror and keys.
backports_source() {
    local sources=/etc/apt/sources.list.d/debian.sources
    if [ -f "$sources" ]; then
        sed -n '1,/^$/p' "$sources" | sed "s/^Suites:.*/Suites: $1/; s/^Components:.*/Components: main/"
    else
        sed -nE "s#^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]]+.*#deb \1\2 $1 main#p" /etc/apt/sources.list | head -n 1
    fi
}

add_backports() {
    local id codename suite file pin=/etc/apt/preferences.d/qgis-backports
    id=$(. /etc/os-release && echo "${ID:-}")
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    [ "$id" = debian ] && [ -n "$codename" ] || return 1
    suite=$codename-backports
    file=/etc/apt/sources.list.d/backports.list
    [ -f /etc/apt/sources.list.d/debian.sources ] && file=/etc/apt/sources.list.d/backports.sources
    if ! grep -rqsE "^[^#]*\b$suite\b" /etc/apt/sources.list /etc/apt/sources.list.d --include='*.list' --include='*.sources'; then
        say "adding Debian's $suite for QGIS 3.40 LTR ($file)"
        backports_source "$suite" | as_root tee "$file" >/dev/null
        ADDED_SOURCE=$file
    fi
    # only QGIS: a plain "-t $suite" would bring some forty other packages along
    printf 'Package: src:qgis\nPin: release n=%s\nPin-Priority: 990\n' "$suite" | as_root tee "$pin" >/dev/null
    apt -o APT::Update::Error-Mode=any update
}

install_packages() {
    local wanted ADDED_SOURCE=
    wanted=$(missing_packages)
    [ -n "$wanted" ] || return 0
    as_root true
    if grep -qx qgis <<<"$wanted"; then
        say "installing QGIS and $(($(wc -l <<<"$wanted") - 1)) more Debian packages, about 450 MB, 2 to 6 minutes (log: ${LOG#"$PWD"/})"
    else
        say "installing Debian packages: $(paste -sd ' ' <<<"$wanted") (log: ${LOG#"$PWD"/})"
    fi
    if [ -n "$(dpkg --audit 2>/dev/null)" ]; then
        say "finishing an interrupted package installation"
        as_root env DEBIAN_FRONTEND=noninteractive dpkg --force-unsafe-io --configure -a >>"$LOG" 2>&1 || true
    fi
    if [ "${FARMLAND_QGIS:-backports}" = main ] || ! grep -qx qgis <<<"$wanted" || ! add_backports; then
        if [ -n "$ADDED_SOURCE" ]; then
            as_root rm -f "$ADDED_SOURCE" /etc/apt/preferences.d/qgis-backports
            say "the backports source cannot be read here: taking QGIS from Debian's own release (3.22) instead"
        fi
        apt update || say "the package lists could not be renewed: trying with those at hand"
    fi
    # shellcheck disable=SC2086
    apt --no-install-recommends -y install $wanted || apt --no-install-recommends -y --fix-broken install $wanted ||
        stop "apt could not install the packages; the reason is at the end of $LOG"
}

# A PostgreSQL server with PostGIS for the tests of the database, of whatever major this release offers. They start clusters of
# their own: the package must not make and start one. Without it those tests are left out, everything else runs.
install_postgis() {
    local wanted kept='' conf=/etc/postgresql-common/createcluster.conf
    if compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null && compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
        return 0
    fi
    if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        say "no PostgreSQL with PostGIS here and no rights to install it: the tests of the database will be left out"
        return 0
    fi
    wanted=$(offered_postgis)
    if [ -z "$wanted" ]; then
        apt update || true
        wanted=$(offered_postgis)
    fi
    if [ -z "$wanted" ]; then
        say "this release offers no PostGIS: the tests of the database will be left out"
        return 0
    fi
    say "installing $wanted for the tests of the database, about 30 MB; no cluster and no service is made"
    if [ -e "$conf" ]; then
        kept=$(mktemp)
        cp "$conf" "$kept"
    fi
    as_root mkdir -p "${conf%/*}"
    printf '\ncreate_main_cluster = false\n' | as_root tee -a "$conf" >/dev/null
    apt --no-install-recommends -y install "$wanted" || say "apt could not install $wanted: the tests of the database will be left out"
    # as it was, or as the package ships it
    as_root cp "${kept:-/usr/share/postgresql-common/createcluster.conf}" "$conf" 2>/dev/null || true
    [ -z "$kept" ] || rm -f "$kept"
}

offered_postgis() {
    apt-cache search --names-only '^postgresql-[0-9]+-postgis-[0-9.]+$' 2>/dev/null | cut -d ' ' -f 1 | sort -V | tail -n 1
}

# Debian's wrapper of QGIS 3.22 passes an option that its own program refuses.
mend_qgis_process() {
    if [ -x /usr/bin/qgis_process.bin ] && ! QT_QPA_PLATFORM=offscreen /usr/bin/qgis_process --version >/dev/null 2>&1; then
        printf '#!/bin/sh\nexec /usr/bin/qgis_process.bin "$@"\n' >"$VENV/bin/qgis_process"
        chmod +x "$VENV/bin/qgis_process"
    fi
}

build_venv() {
    local wanted
    wanted=$({
        cat requirements-dev.txt .ci/setup.sh
        "$PYTHON" -VV
        pwd
        dpkg-query -W -f '${Version}' qgis
    } | sha256sum)
    if [ "$(cat "$VENV/ready" 2>/dev/null)" = "$wanted" ] && "$VENV/bin/python" -c '' 2>/dev/null; then
        return 0
    fi
    say "making .venv with the Python packages of requirements-dev.txt (under a minute)"
    {
        "$PYTHON" -m venv --clear --system-site-packages "$VENV"
        # numpy and pyproj stay the system's: GDAL's and matplotlib's modules were built against the one, and the other
        # would bring a second PROJ into QGIS
        "$VENV/bin/python" -c 'from importlib.metadata import version
for name in ("numpy", "pyproj"):
    print(f"{name}=={version(name)}")' >"$VENV/constraints.txt"
        "$VENV/bin/python" -m pip install -q --disable-pip-version-check -c "$VENV/constraints.txt" -r requirements-dev.txt
    } >>"$LOG" 2>&1 || stop "the Python packages could not be installed; the reason is at the end of $LOG"
    mend_qgis_process
    "$VENV/bin/python" -c 'import qgis.core, shapely, pandas, numpy
print("setup: QGIS", qgis.core.Qgis.QGIS_VERSION, "shapely", shapely.__version__, "pandas", pandas.__version__, "numpy", numpy.__version__)' >&2 ||
        stop "QGIS's Python cannot be imported by $PYTHON: $("$PYTHON" -c 'import qgis.core' 2>&1 | tail -n 1)"
    printf '%s\n' "$wanted" >"$VENV/ready"
    say "ready after $((SECONDS - STARTED)) s"
}

exec 9>"$VENV.lock"
flock -w 1800 9 || stop "another set-up of this checkout has been running for half an hour"
: >"$LOG"
install_packages
install_postgis
build_venv
