# SPDX-License-Identifier: Apache-2.0
# Sourced by demo and check: install_packages installs the Debian packages that are missing.

bitext_packages=(
  pkg-config libstdc++-12-dev libicu-dev libxml2-dev libsimdjson-dev zlib1g-dev libzstd-dev libssl-dev libstemmer-dev libsqlite3-dev
)

install_packages() {
  local missing=() package
  for package in "${bitext_packages[@]}"; do
    if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed'; then
      missing+=("$package")
    fi
  done
  [ "${#missing[@]}" -eq 0 ] && return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
  echo "Installing ${missing[*]} ..."
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
