# SPDX-License-Identifier: Apache-2.0
# Debian 12 packages that laadraster builds with; sourced by demo.sh and test.sh.

laad_build_packages=(
  g++ cmake ninja-build libgdal-dev libopencv-dev libtbb-dev libcli11-dev libtomlplusplus-dev
  nlohmann-json3-dev libfmt-dev libxxhash-dev libdeflate-dev libzstd-dev libsimdjson-dev libhowardhinnant-date-dev tzdata zlib1g-dev libgtest-dev libgmock-dev libbenchmark-dev
  fonts-dejavu-core
)
laad_viewer_packages=(nodejs npm)  # the web map; Node 18 or later
laad_full_packages=(chromium poppler-utils python3-qgis qgis-providers postgresql postgresql-15-postgis-3)  # what test.sh --full opens it with
laad_test_packages=(clang-format coinor-cbc python3-gdal python3-numpy python3-scipy gdal-bin)

# laad_install <package...>: installs with apt what is missing, after saying so.
laad_install() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  echo "Installing with apt: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# laad_build_viewer: makes the web map (host/viewer/dist) unless it is as new as what it is made from.
laad_build_viewer() {
  local made=host/viewer/dist/app.js
  if [ -e "$made" ] && [ -z "$(find host/viewer host/language -newer "$made" -type f -not -path '*/node_modules/*' -print -quit)" ]; then
    return 0
  fi
  { command -v node && command -v npm; } >/dev/null || laad_install "${laad_viewer_packages[@]}"
  (cd host/viewer && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build)
}
