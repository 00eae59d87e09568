#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything (the CUDA code too when nvcc is there) and runs all tests.
set -euo pipefail
cd "$(dirname "$0")"

# shellcheck source=cmake/packages.sh
source cmake/packages.sh
laad_install "${laad_build_packages[@]}" "${laad_test_packages[@]}"

echo "== layout (clang-format)"
git ls-files -- '*.hpp' '*.cpp' '*.cu' '*.cuh' | xargs clang-format --dry-run --Werror

echo "== build"
cmake --preset test -DCMAKE_CUDA_ARCHITECTURES="${LAAD_CUDA_ARCHITECTURES:-90}"
cmake --build --preset test

echo "== tests"
ctest --preset test -j "$(nproc)" "$@"

echo "== races planted in CUDA code are reported (ThreadSanitizer)"
cmake --preset tsan
cmake --build --preset tsan --target planted_races
ctest --test-dir build/tsan -R '^planted_races' --output-on-failure
