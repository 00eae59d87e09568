#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds laadraster and makes the plan map of the bundled region (Delft), with a web map to double-click.
# Usage: ./demo.sh [output folder, default out/delft]
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-out/delft}
web=$out-web
for folder in "$out" "$web"; do
  if [ -e "$folder" ]; then
    echo "demo.sh: $folder exists; remove it, or name another folder: ./demo.sh out/again" >&2
    exit 6
  fi
done
mkdir -p "$(dirname "$out")"

# shellcheck source=cmake/packages.sh
source cmake/packages.sh
echo "1/3  packages"
laad_install "${laad_build_packages[@]}"
echo "2/3  building (a few minutes the first time)"
laad_build_viewer
cmake --preset release -DLAAD_TESTS=OFF -DLAAD_BENCH=OFF >/dev/null
cmake --build --preset release
echo "3/3  the plan map of Delft"
build/release/laadraster run examples/delft/region.toml --out "$out"
build/release/laadraster publish "$out" "$web"

cat <<TEXT

Double-click $web/plan.html: the map, for a resident, an alderman or an adviser.

Then look at, in this order:
  $out/report.html     the whole story: key figures, maps, ranked spaces, assumptions (any browser)
  $out/plankaart.gpkg  placements, candidates, white spots and KPIs, styled (QGIS: drag it in)
  $out/maps/           the maps as pictures
  build/release/laadraster explain $out --candidate 1    why the first space is first
TEXT
