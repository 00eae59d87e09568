#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tests and measures the CUDA kernels on a GPU, in one call of at most SECONDS (default 520).
#
#   bench/gpu.sh OUT [SECONDS]                     writes into the folder OUT after every stage
#   bench/gpu.sh --build-only [PROGRAM REGION]     needs no GPU: fills build/gpu with all that the call above needs
#
# --build-only needs the CUDA Toolkit, CMake >= 3.25 and g++ >= 12, no GDAL; what it makes needs a driver, libstdc++ and a
# glibc as new as the one it says. PROGRAM is laadraster with the CUDA backend, REGION a folder of bench/region/make_region.py:
# with them coverage is timed from files to files, too.
#
# Environment: LAAD_CUDA_ARCHITECTURES (default 90), LAAD_GPU_BUILD (default build/gpu)
# Exit: 0 all well, 1 something failed or did not end, 2 wrong arguments, 3 something to build with is missing, 5 no GPU, 137 something
# could not be ended
set -uo pipefail
cd "$(dirname "$0")/.." || exit 3

build=$(realpath -m "${LAAD_GPU_BUILD:-build/gpu}")
bin=$build/bin
PATH=$PATH:/usr/local/cuda/bin
stop() { echo "gpu.sh: $2" >&2; exit "$1"; }

case ${1:-} in
  --build-only)
    if [ $# -ne 1 ] && [ $# -ne 3 ]; then stop 2 "--build-only takes nothing, or a program and a region"; fi
    # shellcheck source=bench/gpu/build.sh
    source bench/gpu/build.sh
    build_kernels
    [ $# -eq 1 ] || pack_job "$2" "$3"
    say_what_is_needed
    ;;
  '' | -*) stop 2 "name the folder for the results, or --build-only" ;;
  *)
    if [ $# -gt 2 ] || ! [[ ${2:-520} =~ ^[1-9][0-9]*$ ]]; then stop 2 "after the folder come only whole seconds"; fi
    # shellcheck source=bench/gpu/stages.sh
    source bench/gpu/stages.sh
    run_stages "$1" "${2:-520}"
    ;;
esac
