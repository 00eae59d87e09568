#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything (the CUDA code too when nvcc is there) and runs all tests.
# Usage: ./test.sh [--full] [options of ctest]; --full: with the tests that open what is made in Chromium, QGIS and PostGIS.
set -euo pipefail
cd "$(dirname "$0")"

# shellcheck source=cmake/packages.sh
source cmake/packages.sh
packages=("${laad_build_packages[@]}" "${laad_test_packages[@]}")
which_tests=(-LE full)
if [ "${1:-}" = --full ]; then
  shift
  packages+=("${laad_full_packages[@]}")
  which_tests=()
fi
laad_install "${packages[@]}"
laad_build_viewer

echo "== layout (clang-format)"
git ls-files -- '*.hpp' '*.cpp' '*.cu' '*.cuh' | xargs clang-format --dry-run --Werror

echo "== build"
cmake --preset test -DCMAKE_CUDA_ARCHITECTURES="${LAAD_CUDA_ARCHITECTURES:-90}"
cmake --build --preset test

echo "== tests"
ctest --preset test -j "$(nproc)" "${which_tests[@]}" "$@"

echo "== races planted in CUDA code are reported (ThreadSanitizer)"
cmake --preset tsan
cmake --build --preset tsan --target planted_races
ctest --test-dir build/tsan -R '^planted_races' --output-on-failure
