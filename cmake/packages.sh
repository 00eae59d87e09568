# SPDX-License-Identifier: Apache-2.0
# Debian 12 packages that laadraster builds with; sourced by demo.sh and test.sh.

laad_build_packages=(
  g++ cmake ninja-build libgdal-dev libopencv-dev libtbb-dev libcli11-dev libtomlplusplus-dev
  nlohmann-json3-dev libfmt-dev libxxhash-dev libdeflate-dev libzstd-dev libgtest-dev libgmock-dev libbenchmark-dev
  fonts-dejavu-core
)
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
