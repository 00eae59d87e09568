# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
# Part of bench/gpu.sh: what runs on a machine with a GPU. A stage has a share of the time; one that hangs loses no other.

# shellcheck source=bench/gpu/job.sh
source bench/gpu/job.sh

say() { echo "[${SECONDS}s] $*" | tee -a "$out/log.txt"; }
fail() { failed=$((failed + 1)); }
save() { tar -C "$scratch" --exclude=./job -czf "$out/all.tgz" . ; }

# begin <percent> <what>: says what comes now and sets `limit`, its seconds; false when it cannot be.
begin() {
  local left=$((total - SECONDS))
  limit=$((total * $1 / 100))
  [ "$limit" -le "$left" ] || limit=$left
  if [ -n "$why_not" ]; then
    say "== $2: not run, there is no GPU"
  elif [ "$limit" -lt 1 ]; then
    say "== $2: not run, the time is up"
    fail
  else
    say "== $2 (at most $limit s)"
    return 0
  fi
  return 1
}

# within <seconds> <command...>: its exit status, or 124 when it had to be ended.
within() { timeout -k 5 "$@" </dev/null; }

# A process that the driver holds cannot be ended, and who waits for it neither: ten seconds after the time is up all ends.
give_up_late() {
  exec >/dev/null 2>&1
  sleep $((total + 10)) &
  trap 'kill $!' EXIT
  wait $!
  say "something cannot be ended, given up"
  kill -KILL $$
}

find_device() {
  local line name driver capability memory rest
  line=$(within 20 nvidia-smi --query-gpu=name,driver_version,compute_cap,memory.total,clocks.max.sm,pcie.link.gen.max,pcie.link.width.max \
    --format=csv,noheader 2>&1 | head -1)
  { within 20 nvidia-smi; nproc; free -g; ldd --version | head -1; } >"$scratch/machine.txt" 2>&1
  if [[ $line != *,*,*,*,* ]]; then
    why_not="no CUDA device (nvidia-smi: ${line:-nothing})"
    return
  fi
  [ -x "$bin/kernels_tests" ] || stop 3 "$bin is not filled; use bench/gpu.sh --build-only first"
  IFS=, read -r name driver capability memory rest <<<"$line"
  name=${name## }
  say "$name, driver$driver, compute capability$capability,$memory, clock and PCIe$rest; $(nproc) cores; commit $(cat "$bin/commit")"
  printf '{"name": "%s", "driver": "%s", "capability": "%s", "memory": "%s", "cores": %s, "commit": "%s"}\n' \
    "$name" "${driver# }" "${capability# }" "${memory# }" "$(nproc)" "$(cat "$bin/commit")" >"$out/device.json"
  local refused
  refused=$(within 60 "$bin/kernels_tests" --gtest_filter='Cuda.IsAmong*' 2>&1) || why_not="the kernels do not run: $(tail -1 <<<"$refused")"
  grep -q SKIPPED <<<"$refused" && why_not="nvidia-smi shows a device that CUDA cannot use: $(grep -m1 'no device\|CUDA' <<<"$refused")"
}

# test_suite <log> <seconds> <filter> <suite> <tool...>: one suite; says what came of it.
test_suite() {
  local log=$1 seconds=$2 filter=${3//SUITE/$4} suite=$4 status
  shift 4
  within "$seconds" "$@" "$bin/kernels_tests" --gtest_filter="$filter" --gtest_brief=1 >"$scratch/$log.$suite.txt" 2>&1
  status=$?
  printf '%s\t%s\t%s\t%s\n' "$log" "$suite" "$status" \
    "$(grep -hE ' ran\. |^\[  FAILED|ERROR SUMMARY|RACECHECK SUMMARY' "$scratch/$log.$suite.txt" | tr '\n\t' '  ' | cut -c1-200)"
  [ "$status" -eq 0 ] || { tail -c 2000 "$scratch/$log.$suite.txt" | sed 's|^|    |' >&2; return 1; }
}

# tests <log> <percent> <filter> <suites> <tool...>: five suites at a time, each with half the time of the stage.
tests() {
  local log=$1 percent=$2 filter=$3 suites=$4
  shift 4
  begin "$percent" "$log" || return
  export -f test_suite within
  # shellcheck disable=SC2016
  timeout -k 5 "$limit" xargs -P 5 -I{} bash -c 'test_suite "$@"' _ "$log" $((limit / 2 + 1)) "$filter" {} "$@" \
    <<<"$suites" >"$scratch/$log.tsv" 2>"$scratch/$log.err" || fail
  comm -23 <(sort <<<"$suites") <(cut -f2 "$scratch/$log.tsv" | sort) | sed "s|.*|$log\t&\t124\tnot ended with the stage|" >"$scratch/silent"
  cat "$scratch/silent" >>"$scratch/$log.tsv"
  tee -a "$out/tests.tsv" <"$scratch/$log.tsv" | tee -a "$out/log.txt"
  tee -a "$out/log.txt" <"$scratch/$log.err"
  save
}

# benches <percent>: one function of a program at a time.
benches() {
  begin "$1" "benchmarks" || return
  local program name names until=$((SECONDS + limit)) each=$((limit / 4 + 1))
  for program in "$bin"/*_bench; do
    names=$(within "$each" "$program" --benchmark_list_tests --benchmark_filter='executor:[1-9]' 2>&1 | grep / | cut -d/ -f1 | sort -u)
    [ -n "$names" ] || { say "$(basename "$program") has nothing for a GPU"; fail; }
    for name in $names; do
      [ "$SECONDS" -lt "$until" ] || { say "$name: not run, the time of the stage is up"; fail; continue; }
      within "$each" "$program" --benchmark_filter="^$name/.*executor:[1-9]" --benchmark_min_time=0.1 \
        --benchmark_out="$scratch/bench.$name.json" --benchmark_out_format=json >"$scratch/bench.$name.txt" 2>&1 ||
        { say "$name: ended with $?"; fail; rm -f "$scratch/bench.$name.json"; }
      grep "^$name/" "$scratch/bench.$name.txt" | cut -c1-170 | tee -a "$out/log.txt"
      join_benches
      save
    done
  done
}

join_benches() {
  local file before='{'
  for file in "$scratch"/bench.*.json; do
    [ -s "$file" ] || continue
    printf '%s"%s":\n' "$before" "$(basename "$file" .json | cut -d. -f2)"
    cat "$file"
    before=,
  done >"$scratch/benches"
  [ -s "$scratch/benches" ] && { cat "$scratch/benches"; echo '}'; } >"$out/benches.json"
}

metrics=gpu__time_duration.sum,smsp__inst_executed.sum,dram__bytes_read.sum,dram__bytes_write.sum,dram__throughput.avg.pct_of_peak_sustained_elapsed,sm__throughput.avg.pct_of_peak_sustained_elapsed,sm__warps_active.avg.pct_of_peak_sustained_active,l1tex__data_bank_conflicts_pipe_lsu.sum
launches=400  # at most, of one case
cases='distance_bench distance_to_scattered_sites/executor:1/side:16384/sites:13000
walk_bench moves_of_a_town/executor:1/side:16384
walk_bench walk_to_stations/executor:1/houses:1/side:8192/bound_m:500
walk_bench evse_around_stations/executor:1/houses:1/bound_m:500
walk_bench gain_of_candidates/executor:1
demand_bench density_around_each_cell/executor:1/side:8192/radius:150/sparsity:1
demand_bench demand_of_each_cell/executor:1/side:16384/sparsity:20
headroom_bench headroom_of_each_cell/executor:1/side:8192
headroom_bench headroom_of_each_asset/executor:1/assets:20000
service_bench serve_overlapping_stations/executor:1/stations:20000'

# counters <percent>: of each launch of a case, which does its operation twice, once to warm up.
counters() {
  begin "$1" "counters of each kernel" || return
  command -v ncu >/dev/null || { say "ncu is not there"; return; }
  local program name until=$((SECONDS + limit)) each=$((limit / 3 + 1)) status
  while read -r program name; do
    [ "$SECONDS" -lt "$until" ] || { say "$name: not counted, the time of the stage is up"; fail; continue; }
    within "$each" ncu --clock-control none --csv --page raw --metrics "$metrics" -c $launches \
      "$bin/$program" --benchmark_filter="^$name/real_time" --benchmark_min_time=0.000001 >"$scratch/ncu" 2>&1
    status=$?
    [ $status -eq 0 ] || fail
    say "$name: ncu ended with $status"
    { echo "# $name $status $launches"; cat "$scratch/ncu"; } >>"$out/counters.csv"
    save
  done <<<"$cases"
}

# job <percent>: coverage of a carried region from its vectors to all files, on the CPU and on the GPU.
job() {
  begin "$1" "coverage from files to files" || return
  [ -f "$build/job.tar.xz" ] || { say "left out: no program and region were carried (--build-only PROGRAM REGION)"; return; }
  local on begin_ms ms job=$scratch/job each=$((limit / 4 + 1))
  within $each tar -C "$scratch" -xJf "$build/job.tar.xz" || { say "the archive cannot be unpacked"; fail; return; }
  job_coverage "$job" cpu $each >"$scratch/job.first.txt" 2>&1 || { say "it failed: $(tail -3 "$scratch/job.first.txt")"; fail; return; }
  for on in cpu cuda:0; do
    rm -rf "$job/plan-$on" "$job/work"  # a run would find the results of the other
    begin_ms=$(date +%s%3N)
    if job_coverage "$job" $on $each >"$scratch/job.$on.txt" 2>&1; then
      ms=$(($(date +%s%3N) - begin_ms))
      printf '{"device": "%s", "wall_s": %d.%03d}\n' $on $((ms / 1000)) $((ms % 1000)) | tee -a "$out/job.jsonl" "$out/log.txt"
      cp "$job/plan-$on/manifest.json" "$scratch/manifest.${on%:0}.json"
    else
      say "on $on: failed: $(tail -3 "$scratch/job.$on.txt")"
      fail
    fi
    save
  done
}

run_stages() {
  out=$(realpath -m "$1") total=$2 failed=0 why_not=
  mkdir -p "$out"
  [ -z "$(ls -A "$out")" ] || stop 2 "the folder $out is not empty"
  scratch=$(mktemp -d)
  SECONDS=0
  give_up_late &
  trap 'kill %1; rm -rf "$scratch"' EXIT
  export bin scratch LD_LIBRARY_PATH=$bin${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  say "== device"
  find_device
  [ -z "$why_not" ] || say "$why_not"
  local suites=
  [ -n "$why_not" ] || suites=$(within 60 "$bin/kernels_tests" --gtest_list_tests --gtest_filter='*Cuda*' |
    sed -n 's|^\([A-Za-z0-9_]*/\)\?\([A-Za-z0-9_]*\)\..*|\2|p' | sort -u)
  local all='*/SUITE.*/Cuda*:SUITE.*'
  local small=$all'-*Large*:*ManyBlocks*:*Mebibytes*:*MemoryRanOut*:*Snake*:*ManyBands*:*ManyChunks*'
  tests tests 20 "$all" "$suites" env
  benches 30
  counters 25
  job 12
  if [ -z "$why_not" ] && ! command -v compute-sanitizer >/dev/null; then
    say "== compute-sanitizer is not there: memory accesses and races are not checked"
  else
    tests memcheck 15 "$small" "$suites" compute-sanitizer --tool memcheck --error-exitcode 9
    # Threads that walk see each other's labels old or new, which racecheck takes for a mistake.
    tests racecheck 10 "$small" "$(grep -viE 'walk|evse|reach' <<<"$suites")" compute-sanitizer --tool racecheck --error-exitcode 9
  fi
  save
  [ -z "$why_not" ] || { say "no GPU was used: $why_not"; exit 5; }
  say "done, $failed things failed"
  [ "$failed" -eq 0 ] || exit 1
}
