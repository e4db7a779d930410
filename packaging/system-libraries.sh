#!/bin/sh
# Installs the Debian packages that Qt, its window platform and a virtual environment need, where they are missing.
# As root or with sudo it installs them; otherwise it prints the exact command. Elsewhere than on Debian it says nothing.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || exit 0

needed="python3-venv libegl1 libgl1 libx11-6 libx11-xcb1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0
libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 fonts-inter fonts-dejavu-core
xvfb xauth"
# The C library's 64-bit time transition renamed this one; either name will do.
dpkg-query -W -f '${Status}\n' 'libglib2.0-0*' 2>/dev/null | grep -q '^install ok installed' || needed="$needed libglib2.0-0"

missing=""
for package in $needed; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo"
else
    echo "Some system libraries are missing. Install them, then run make again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing system libraries:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
