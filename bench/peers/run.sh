#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the peers, builds our side, runs both on the same data with 2 threads and prints one table.
# Usage: bench/peers/run.sh [--quick] [distance|walk|density|cog|surface|chain ...]
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck source=cmake/packages.sh
source cmake/packages.sh
laad_install "${laad_build_packages[@]}" gdal-bin python3-gdal grass-core python3-scipy python3-opencv python3-numpy
cmake --preset release -B build/peers -DLAAD_CUDA=OFF -DLAAD_TESTS=OFF >/dev/null
cmake --build build/peers --target peers_ours

fraction=0.05
for word in "$@"; do
  [ "$word" = --quick ] && fraction=0.005
done
region=$(mktemp -d)
trap 'rm -rf "$region"' EXIT
python=/usr/bin/python3 # the one that Debian's packages belong to
export PYTHONDONTWRITEBYTECODE=1
echo "generating a region of $fraction of the whole, to be burned"
"$python" bench/region/make_region.py "$region" --fraction "$fraction" >/dev/null
"$python" bench/peers/compare.py --ours build/peers/bench/peers/peers_ours --region "$region" "$@"
