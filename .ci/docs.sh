#!/bin/bash
# Rebuild resources/help/images, the pictures of the help and of the READMEs: run the desktop story, then take its pictures,
# small enough for a repository and for the plugin's zip.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lines=$(.ci/env.sh)
eval "$lines"
# outside the checkout, so that no picture shows where somebody keeps it
out=$(mktemp -d /var/tmp/farmland-XXXX)
trap 'rm -rf "$out"' EXIT
tests/desktop/run.sh "$out"
images=resources/help/images
mkdir -p $images
for name in new_ledger import_{1_source,2_preview,3_mapping,4_crs,5_checks,6_overlap,7_commit} same_ground redlines redlines_totals \
    redlines_register verification survey correct compare_{side,swipe,flicker,opacity,lens} parcels tag \
    demolition_{refused,done} change_{outline,heat} photo_{unmatched,before_after,flags,stations} antifake_report casework \
    casework_missing casework_stale step sign sign_return scans batch_report packages; do
    picture=$out/$name.png
    [ -f "$picture" ] || { echo "docs: the desktop story made no $picture" >&2; exit 1; }
    convert "$picture" -strip -resize '1600x>' -colors 256 -define png:compression-level=9 "$images/$name.png"
    size=$(stat -c %s "$images/$name.png")
    [ "$size" -lt 400000 ] || convert "$picture" -strip -resize '1200x>' -colors 128 "$images/$name.png"
    size=$(stat -c %s "$images/$name.png")
    [ "$size" -lt 400000 ] || { echo "docs: $images/$name.png has $size bytes, 400000 are too many" >&2; exit 1; }
    echo "$images/$name.png: $size bytes"
done
