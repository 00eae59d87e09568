#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes laadraster-<version>-linux-x86_64.tar.xz: unpack it anywhere and run bin/laadraster, with nothing installed but
# the C library (glibc of Debian 12 or later). Everything else comes along: shared libraries, proj.db, GDAL's data,
# the font of the maps.
#
#   cmake/package.sh [build folder]      default build/package, which is configured and built first
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=cmake/packages.sh
source cmake/packages.sh
laad_build_viewer
build=${1:-build/package}
# An RPATH, not a RUNPATH: it also finds the libraries of the libraries, before those of the system.
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" -DLAAD_TESTS=OFF \
  -DLAAD_BENCH=OFF -DCMAKE_INSTALL_RPATH='$ORIGIN' -DCMAKE_EXE_LINKER_FLAGS=-Wl,--disable-new-dtags
cmake --build "$build" -j "$(nproc)" --target laadraster

version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
name=laadraster-$version-linux-$(uname -m)
stage=$build/package
folder=$stage/$name
rm -rf "$stage"
mkdir -p "$folder"/{bin,lib,share/proj,share/gdal,share/fonts,share/licences}
DESTDIR=$stage/installed cmake -DCMAKE_INSTALL_DO_STRIP=1 -DCMAKE_INSTALL_PREFIX=/usr -P "$build/cmake_install.cmake" >/dev/null
mv "$stage/installed/usr/bin/laadraster" "$folder/lib/laadraster"
mv "$stage/installed/usr/share/laadraster" "$folder/share/laadraster"
rm -r "$stage/installed"

# The C library and its loader belong to the system, libcuda to the driver.
of_the_system='^(ld-linux.*|libc|libm|libdl|libpthread|librt|libresolv|libutil|libanl|libcuda|linux-vdso)\.so'
ldd "$folder/lib/laadraster" | awk '$2 == "=>" { print $1, $3 }' >"$stage/libraries"
if grep -F 'not found' "$stage/libraries"; then exit 1; fi
while read -r library path; do
  [[ $library =~ $of_the_system ]] && continue
  cp -L "$path" "$folder/lib/$library"
  package=$(dpkg-query -S "$(readlink -f "$path")" 2>/dev/null || dpkg-query -S "$path")
  package=${package%%:*}
  cp -Ln "/usr/share/doc/$package/copyright" "$folder/share/licences/$package.txt"
done <"$stage/libraries"
strip --strip-unneeded "$folder"/lib/*.so*

# With proj.db the grid of RD New, where there is one.
cp -t "$folder/share/proj" /usr/share/proj/proj.{db,ini}
find /usr/share/proj -name '*rdtrans*' -exec cp -t "$folder/share/proj" {} +
cp -r /usr/share/gdal/. "$folder/share/gdal"
cp -t "$folder/share/fonts" /usr/share/fonts/truetype/dejavu/DejaVuSans{,-Bold}.ttf
cp -L /usr/share/doc/fonts-dejavu-core/copyright "$folder/share/licences/fonts-dejavu-core.txt"
cp LICENSE README.md "$folder"

cat >"$folder/bin/laadraster" <<'LAUNCHER'
#!/bin/sh
# Runs laadraster with the libraries and data that came with it, wherever that is.
here=$(readlink -f "$0")
here=${here%/bin/*}
export PROJ_LIB="$here/share/proj" PROJ_DATA="$here/share/proj" GDAL_DATA="$here/share/gdal"
export LAADRASTER_FONTS="$here/share/fonts"
export GDAL_DRIVER_PATH=disable
exec "$here/lib/laadraster" "$@"
LAUNCHER
chmod +x "$folder/bin/laadraster"

tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner -cf - "$name" | xz -9e -T2 >"$build/$name.tar.xz"
du -h --apparent-size "$build/$name.tar.xz" | cut -f1 | xargs printf '%s: %s, ' "$build/$name.tar.xz"
du -sh --apparent-size "$folder" | cut -f1 | xargs printf '%s unpacked; the largest:\n'
du -b --apparent-size "$folder"/lib/* "$folder"/share/* | sort -rn | head -12 |
  awk -v root="$folder/" '{ sub(root, "", $2); printf "  %6.1f MB %s\n", $1 / 1e6, $2 }'
