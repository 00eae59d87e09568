# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Part of bench/gpu.sh: runs the packed program on the packed region.

# job_coverage <folder> <cpu or cuda:0> <seconds>
job_coverage() {
  env LD_LIBRARY_PATH="$1/lib" PROJ_DATA="$1/data" PROJ_LIB="$1/data" GDAL_DATA="$1/data/gdal" LAADRASTER_FONTS="$1/data" \
    timeout -k 5 "$3" "$1/laadraster" coverage "$1/region/region.toml" --out "$1/plan-$2" --work "$1/work" --device "$2" --quiet </dev/null
}
