#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks and measures the CUDA kernels: results equal to the oracles on every backend, compute-sanitizer, benchmarks.
# Writes bench/results/<device>-<commit>.json. Needs a GPU, the CUDA Toolkit, CMake >= 3.25 and g++ >= 12; no GDAL.
#
#   bench/gpu.sh                all of it; what build/gpu/bin holds is not built again
#   bench/gpu.sh --build-only   needs no GPU: fills build/gpu/bin with programs that run elsewhere, and build/gpu/deps
#                               with the libraries to build them from, for a machine that has neither
#
# Environment: LAAD_CUDA_ARCHITECTURES (default: that of the device, or 90), LAAD_GPU_BUILD (default: build/gpu),
# LAAD_COMMIT (where there is no git)
# Exit: 0 all well, 1 a test or a check failed, 3 something to build with is missing, 5 no GPU
set -euo pipefail
cd "$(dirname "$0")/.."

build=${LAAD_GPU_BUILD:-build/gpu}
bin=$build/bin
deps=$build/deps
PATH=$PATH:/usr/local/cuda/bin
LD_LIBRARY_PATH=$(realpath -m "$bin")${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
architectures=${LAAD_CUDA_ARCHITECTURES:-90}

stop() { echo "gpu.sh: $2" >&2; exit "$1"; }

find_device() {
  local line
  line=$(nvidia-smi --query-gpu=name,driver_version,compute_cap,memory.total --format=csv,noheader 2>&1 | head -1) || true
  [[ $line == *,*,*,* ]] || stop 5 "no CUDA device (nvidia-smi: ${line:-nothing}); run it where there is a GPU, or with --build-only"
  IFS=, read -r device driver capability memory <<<"$line"
  device=${device## } driver=${driver## } capability=${capability// /} memory=${memory## }
  architectures=${LAAD_CUDA_ARCHITECTURES:-${capability/./}}
}

build_all() {
  local tool config=() targets=()
  for tool in nvcc cmake g++; do
    command -v "$tool" >/dev/null || stop 3 "$tool is missing; install the CUDA Toolkit, CMake and g++"
  done
  [ -d "$deps" ] && config+=(-DCMAKE_PREFIX_PATH="$(realpath "$deps")")
  command -v ninja >/dev/null && config+=(-G Ninja)
  cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    -DCMAKE_CUDA_FLAGS=-lineinfo -DCMAKE_CUDA_ARCHITECTURES="$architectures-real" -DLAAD_CUDA=ON -DLAAD_KERNELS_ONLY=ON \
    "${config[@]}" >$build.log || stop 3 "CMake found something missing: see $build.log"
  mapfile -t targets < <(find bench -maxdepth 1 -name '*_bench.cpp' ! -name cog_bench.cpp -printf '%f\n' | sed 's|\.cpp$||')
  cmake --build $build -j "$(nproc)" --target kernels_tests "${targets[@]}"
  mkdir -p $bin
  find $build/bench $build/tests -maxdepth 1 -type f -executable -exec cp -t $bin {} +
  ldd $bin/walk_bench | awk '/libtbb|libbenchmark/ { print $3 }' | xargs -r cp -Lt $bin
  strip --strip-unneeded $bin/*
}

# Headers, libraries and CMake files of TBB, GoogleTest and Google Benchmark, as Debian's packages have them.
copy_deps() {
  dpkg -L libtbb-dev libtbb12 libtbbmalloc2 libgtest-dev libgmock-dev libbenchmark-dev libbenchmark1debian |
    grep -E '^/usr/(include|lib/[^/]*-linux-gnu|lib/cmake)/' | grep -vE '\.(3gz|pc)$|tbbbind|_debug' |
    while read -r file; do [ -d "$file" ] || echo "$file"; done | sed 's|^/usr/||' |
    { mkdir -p $deps && tar -C /usr -cf - -T -; } | tar -C $deps -xf -
}

# run_tests <filter> <suites> <command before the program...>: a suite at a time, so that one that hangs or dies leaves
# the others; counts those that failed.
failed=0
run_tests() {
  local filter=$1 suites=$2 suite
  shift 2
  for suite in $suites; do
    if timeout 300 "$@" "$bin/kernels_tests" --gtest_filter="${filter//SUITE/$suite}" --gtest_brief=1 >$build.test.log 2>&1; then
      echo "  $suite: $(grep -E 'tests? ran|ERROR SUMMARY|RACECHECK SUMMARY' $build.test.log | tr '\n' ' ')"
    else
      failed=$((failed + 1))
      echo "  $suite: FAILED"
      tail -40 $build.test.log
    fi
  done
}

if [ "${1:-}" = --build-only ]; then
  mkdir -p $build
  build_all
  copy_deps
  du -sh $bin $deps
  exit 0
fi
[ $# -eq 0 ] || stop 2 "unknown argument $1; use none, or --build-only"

find_device
mkdir -p $build
$bin/kernels_tests --gtest_list_tests >/dev/null 2>&1 || build_all
echo "== $device, driver $driver, compute capability $capability, $memory"
$bin/kernels_tests --gtest_filter='Cuda.*' --gtest_brief=1 2>&1 | grep -q SKIPPED &&
  stop 5 "nvidia-smi shows a device that CUDA cannot use: $($bin/kernels_tests --gtest_filter='Cuda.IsAmong*' 2>&1 | grep 'no device')"

all=$($bin/kernels_tests --gtest_list_tests | sed -n 's|^\(Backends/\)\?\([A-Za-z]*\)\..*|\2|p' | sort -u)
echo "== tests on every backend"
run_tests '*SUITE.*' "$all" env
sanitizer=absent
if command -v compute-sanitizer >/dev/null; then
  sanitizer=run
  small='*SUITE.*Cuda*-*Large*:*ManyBlocks*:*Mebibytes*:*MemoryRanOut*'
  on_device=$($bin/kernels_tests --gtest_list_tests --gtest_filter='*Cuda*' | sed -n 's|^\(Backends/\)\?\([A-Za-z]*\)\..*|\2|p' | sort -u)
  echo "== memcheck"
  run_tests "$small" "$on_device" compute-sanitizer --tool memcheck --error-exitcode 9
  # Tiles are relaxed by threads that see each other's labels old or new, which racecheck takes for a mistake; there
  # ThreadSanitizer looks for missing barriers (docs/architecture.md).
  echo "== racecheck"
  run_tests "$small" "DemandDensityTest DistanceTest" compute-sanitizer --tool racecheck --error-exitcode 9
else
  echo "== compute-sanitizer is not there, so memory accesses and races are not checked"
fi

commit=${LAAD_COMMIT:-$(git rev-parse --short HEAD 2>/dev/null || echo unknown)}
if [ -n "$(git status --porcelain -- kernels rasters bench 2>/dev/null)" ]; then commit+=-changed; fi
slug=$(tr 'A-Z ' 'a-z-' <<<"$device")
result=bench/results/$slug-$commit.json
echo "== benchmarks"
rows=$build/rows.json
: >$rows
for bench in "$bin"/*_bench; do
  "$bench" --benchmark_filter='executor:[1-9]' --benchmark_min_time=0.2 --benchmark_counters_tabular=true \
    --benchmark_out=$build/one.json --benchmark_out_format=json || failed=$((failed + 1))
  # The rows between the brackets; a comma between one program's and the next's.
  [ -s $rows ] && echo ',' >>$rows
  awk '/^  "benchmarks": \[/ { inside = 1; next } /^  \]/ { inside = 0 } inside' $build/one.json >>$rows
done
cat >"$result" <<JSON
{
 "commit": "$commit",
 "machine": "$device, $memory, driver $driver, CUDA $(nvcc --version 2>/dev/null | sed -n 's/.*release \([0-9.]*\).*/\1/p')",
 "failed_checks": $failed,
 "compute_sanitizer": "$sanitizer",
 "benchmark_min_time_s": 0.2,
 "benchmarks": [
$(cat $rows)
 ]
}
JSON
echo "== written: $result"
[ $failed -eq 0 ] || stop 1 "$failed checks failed, see above"
