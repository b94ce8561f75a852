#!/usr/bin/env bash
# libtorch's native part needs a newer C++ library (GLIBCXX_3.4.32) than Debian 12 has, and that one a newer C library. This fetches both
# from Debian 13 ("trixie") into a cache folder, without touching the system, and runs a .NET program with them.
#
#   trixie.sh              fetches them (4 MB, and 10 MB of index) by apt from the mirror that this machine uses
#   trixie.sh run DLL ...  runs the program; fetches nothing
#   trixie.sh remove       removes the cache folder
set -euo pipefail
cache=${XDG_CACHE_HOME:-$HOME/.cache}/deep-learning-benchmarks/trixie
libraries=$cache/system/usr/lib/x86_64-linux-gnu
fail() { echo "$*" >&2; exit 1; }

fetch() {
  [ "$(uname -sm)" = "Linux x86_64" ] || fail "These libraries are for Linux on x64."
  command -v apt-get dpkg-deb > /dev/null || fail "This needs Debian's apt-get and dpkg-deb. Debian 13 and Ubuntu 24.04 don't need it."
  local mirror keys=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian|//p' | head -1)
  [ -n "$mirror" ] || fail "apt knows no mirror of Debian's main archive; 'apt-get update' may help where its sources name one."
  [ -e "$keys" ] || fail "$keys is missing; the package debian-archive-keyring has it."

  rm -rf "$cache"
  mkdir -p "$cache"/apt/state/lists/partial "$cache"/apt/cache/archives/partial "$cache"/packages
  echo "deb [signed-by=$keys] $mirror trixie main" > "$cache/apt/sources.list"
  touch "$cache/apt/status"
  # An apt of its own: its sources, state and cache lie in the folder, and the system's stay as they are.
  local apt=(apt-get -qq -o Dir::Etc::sourcelist="$cache/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State="$cache/apt/state" -o Dir::State::status="$cache/apt/status" -o Dir::Cache="$cache/apt/cache"
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o APT::Sandbox::User="$(id -un)")
  "${apt[@]}" update
  (cd "$cache/packages" && "${apt[@]}" download libc6 libstdc++6 libgcc-s1)
  for package in "$cache"/packages/*.deb; do dpkg-deb -x "$package" "$cache/system"; done

  # The new C library has to be loaded by its own loader. Started as a program, the loader is what /proc/self/exe names, and there .NET
  # looks for the rest of itself: so the loader gets a folder that looks like .NET's.
  local dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$cache/dotnet"
  cp "$libraries/ld-linux-x86-64.so.2" "$cache/dotnet/dotnet"
  for part in host shared packs sdk sdk-manifests; do [ ! -e "$dotnet/$part" ] || ln -s "$dotnet/$part" "$cache/dotnet/"; done
  ln -s "$dotnet/dotnet" "$cache/dotnet/program"
  rm -rf "$cache/apt" "$cache/packages"
  bash "$0" run --list-runtimes > /dev/null || fail ".NET does not start with these libraries."
  echo "Debian 13's C and C++ libraries are in $cache; --peer will use them."
}

case ${1-} in
  "") fetch ;;
  run)
    [ -e "$cache/dotnet/program" ] || fail "they are not here; 'bash tests/Benchmarks.Torch/trixie.sh' fetches them (15 MB)."
    exec "$cache/dotnet/dotnet" --library-path "$libraries" "$cache/dotnet/program" "${@:2}" ;;
  remove) rm -rf "$cache" ;;
  *) fail "usage: trixie.sh [run DLL ARGUMENTS... | remove]" ;;
esac
