#!/bin/bash
# Rebuild docs/images: run the desktop story, then take its pictures, small enough for a repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lines=$(.ci/env.sh)
eval "$lines"
# outside the checkout, so that no picture shows where somebody keeps it
out=$(mktemp -d /var/tmp/farmland-XXXX)
trap 'rm -rf "$out"' EXIT
tests/desktop/run.sh "$out"
mkdir -p docs/images
for name in parcels redlines redlines_totals redlines_register verification compare_{side,swipe} packages casework import_{1_source,2_preview,3_mapping,4_crs,5_checks,6_overlap,7_commit}; do
    picture=$out/$name.png
    [ -f "$picture" ] || { echo "docs: the desktop story made no $picture" >&2; exit 1; }
    convert "$picture" -strip -resize '1600x>' -colors 256 -define png:compression-level=9 "docs/images/$name.png"
    size=$(stat -c %s "docs/images/$name.png")
    [ "$size" -lt 400000 ] || convert "$picture" -strip -resize '1200x>' -colors 128 "docs/images/$name.png"
    echo "docs/images/$name.png: $(stat -c %s "docs/images/$name.png") bytes"
done
