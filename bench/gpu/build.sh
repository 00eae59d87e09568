# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
# Part of bench/gpu.sh: makes what runs on a machine with a GPU, on one without.

job_most_mib=40  # packed, so that it can travel with the rest

build_kernels() {
  local tool config=() targets=()
  for tool in nvcc cmake g++; do
    command -v "$tool" >/dev/null || stop 3 "$tool is missing; install the CUDA Toolkit, CMake and g++"
  done
  command -v ninja >/dev/null && config+=(-G Ninja)
  mkdir -p "$bin"
  cmake -S . -B "$build/kernels" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    -DCMAKE_CUDA_FLAGS=-lineinfo -DCMAKE_CUDA_ARCHITECTURES="${LAAD_CUDA_ARCHITECTURES:-90}-real" -DLAAD_CUDA=ON \
    -DLAAD_KERNELS_ONLY=ON "${config[@]}" >"$build/configure.log" || stop 3 "CMake found something missing: see $build/configure.log"
  mapfile -t targets < <(find bench -maxdepth 1 -name '*_bench.cpp' ! -name cog_bench.cpp -printf '%f\n' | sed 's|\.cpp$||')
  cmake --build "$build/kernels" -j "$(nproc)" --target kernels_tests "${targets[@]}" || stop 3 "the build failed"
  rm -f "$bin"/*
  find "$build/kernels/bench" "$build/kernels/tests" -maxdepth 1 \( -name '*_bench' -o -name kernels_tests \) -exec cp -t "$bin" {} +
  ldd "$bin"/*_bench | awk '/libtbb|libbenchmark/ { print $3 }' | sort -u | xargs -r cp -Lt "$bin"
  strip --strip-unneeded "$bin"/*
  git rev-parse --short HEAD >"$bin/commit" 2>/dev/null || echo unknown >"$bin/commit"
  [ -z "$(git status --porcelain -- kernels rasters bench tests 2>/dev/null)" ] || sed -i 's|$|-modified|' "$bin/commit"
}

# pack_job <program> <region>: the program with its shared libraries and data files, and the region, in one archive. What is
# prepared of a region is larger than the region, so that is made there. glibc and libstdc++ stay those of the other machine.
pack_job() {
  local program=$1 region=$2 job=$build/job
  rm -rf "$job" "$job.tar.xz"
  mkdir -p "$job/lib" "$job/data"
  { cp "$program" "$job/laadraster" && cp -r "$region" "$job/region"; } || stop 2 "no program $program, or no region $region"
  ldd "$program" | awk '$3 ~ /^\// && $1 !~ /^(libc|libm|libdl|librt|libpthread|libresolv|libstdc\+\+|libgcc_s)\.so/ { print $3 }' |
    xargs -r cp -Lt "$job/lib"
  strip --strip-unneeded "$job/laadraster" "$job"/lib/* 2>/dev/null
  { cp -L /usr/share/proj/proj.db "$job/data/" && cp -Lr /usr/share/gdal "$job/data/gdal" &&
    cp -L /usr/share/fonts/truetype/dejavu/DejaVuSans{,-Bold}.ttf "$job/data/"; } || stop 3 "the data files of PROJ or GDAL, or the fonts, are missing"
  tar -C "$build" -cf - job | xz -T0 -6 >"$job.tar.xz"
  rm -rf "$job"
  local mib=$(($(stat -c %s "$job.tar.xz") >> 20))
  [ "$mib" -le "$job_most_mib" ] && return
  rm "$job.tar.xz"
  echo "gpu.sh: the job would take $mib MiB, more than $job_most_mib: it is left out; take a smaller region, or a GDAL with fewer libraries"
}

say_what_is_needed() {
  echo "made: $(du -sh "$bin" | cut -f1) in $bin$([ -f "$build/job.tar.xz" ] && echo ", $(du -h "$build/job.tar.xz" | cut -f1) in $build/job.tar.xz")"
  local symbols
  symbols=$(objdump -T "$bin"/*_bench "$bin/kernels_tests" "$bin"/lib*)
  echo "needs: $(grep -o 'GLIBC_[0-9.]*' <<<"$symbols" | sort -Vu | tail -1) or newer," \
    "$(grep -o 'GLIBCXX_[0-9.]*' <<<"$symbols" | sort -Vu | tail -1) or newer"
}
