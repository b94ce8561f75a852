#!/usr/bin/env bash
# PoCL runs OpenCL on the processor: with it the tests run the code that ILGPU generates for cards, at real sizes, without a card. ILGPU needs
# PoCL 5 or newer, which Debian 12 lacks, so this fetches Debian 13's into a cache folder, without touching the system, and runs a .NET program there.
#
#   pocl.sh              runs the tests of a card with it; fetches it first (about 100 MB) by apt from the mirror that this machine uses
#   pocl.sh run DLL ...  runs another program with it; fetches nothing
#   pocl.sh remove       removes the cache folder (500 MB)
#
# Ends with 77 where it can't be had.
set -euo pipefail
cache=${XDG_CACHE_HOME:-$HOME/.cache}/deep-learning-tests/pocl
system=$cache/system
fail() { echo "$*" >&2; exit 77; }

fetch() {
  [ "$(uname -sm)" = "Linux x86_64" ] || fail "This is for Linux on x64."
  command -v apt-get dpkg-deb > /dev/null || fail "This needs Debian's apt-get and dpkg-deb."
  local mirror keys=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian|//p' | head -1)
  [ -n "$mirror" ] || fail "apt knows no mirror of Debian's main archive."
  [ -e "$keys" ] || fail "$keys is missing; the package debian-archive-keyring has it."

  rm -rf "$cache"
  mkdir -p "$cache"/apt/state/lists/partial "$cache"/apt/cache/archives/partial "$system"
  echo "deb [signed-by=$keys] $mirror trixie main" > "$cache/apt/sources.list"
  touch "$cache/apt/status"
  # An apt of its own, to which nothing is installed yet: it fetches everything that the packages need.
  local apt=(apt-get -qq -y -o Dir::Etc::sourcelist="$cache/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State="$cache/apt/state" -o Dir::State::status="$cache/apt/status" -o Dir::Cache="$cache/apt/cache"
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o APT::Sandbox::User="$(id -un)")
  "${apt[@]}" update || fail "The mirror does not answer."
  "${apt[@]}" --no-install-recommends --download-only install pocl-opencl-icd ocl-icd-libopencl1 || fail "The mirror has no PoCL."
  for package in "$cache"/apt/cache/archives/*.deb; do dpkg-deb -x "$package" "$system"; done
  # As in tests/Benchmarks.Torch/trixie.sh: the new C library's loader, started as a program, stands where .NET looks for the rest of itself.
  local dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$cache/dotnet"
  cp "$system/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" "$cache/dotnet/dotnet"
  ln -s "$dotnet/host" "$dotnet/shared" "$cache/dotnet/"
  ln -s "$dotnet/dotnet" "$cache/dotnet/program"
  rm -rf "$cache/apt"
  echo "PoCL is in $cache."
}

run() {
  [ -e "$cache/dotnet/program" ] || fail "PoCL is not here; 'bash tests/DeepLearning.Gpu.Tests/pocl.sh' fetches it."
  local libraries=$system/usr/lib/x86_64-linux-gnu
  for folder in "$system"/usr/lib/llvm-*/lib; do [ -d "$folder" ] && libraries=$libraries:$folder; done
  mkdir -p "$cache/vendors"
  echo "$system/usr/lib/x86_64-linux-gnu/libpocl.so.2" > "$cache/vendors/pocl.icd"
  export OCL_ICD_VENDORS=$cache/vendors POCL_CACHE_DIR=$cache/kernels DL_GPU=any
  exec "$cache/dotnet/dotnet" --library-path "$libraries" "$cache/dotnet/program" "$@"
}

case ${1-} in
  "")
    [ -e "$cache/dotnet/program" ] || fetch
    dotnet build "$(dirname "$0")" -v q -nologo
    run "$(dirname "$0")/bin/Release/net10.0/DeepLearning.Gpu.Tests.dll" -noColor -class DeepLearning.Gpu.Tests.Primitives.IlgpuTests ;;
  run) run "${@:2}" ;;
  remove) rm -rf "$cache" ;;
  *) fail "usage: pocl.sh [run DLL ARGUMENTS... | remove]" ;;
esac
