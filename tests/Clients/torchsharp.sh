#!/usr/bin/env bash
# Runs the extra that does the lab in TorchSharp (half a gigabyte from NuGet, once). Where Linux's C++ library is too old for libtorch, it runs with
# Debian 13's, which tests/Benchmarks.Torch/trixie.sh fetches. Ends with 77 where libtorch can't be had.
set -euo pipefail
repo=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$repo"
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "SKIPPED: this is for Linux on x64"; exit 77; }
dotnet build lib/Notebooks -v q -nologo
library=$(ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ { print $NF; exit }')
if ! grep -q GLIBCXX_3.4.32 "$library"; then
  bash tests/Benchmarks.Torch/trixie.sh || { echo "SKIPPED: no C++ library that libtorch could use"; exit 77; }
  printf '#!/bin/sh\nexec bash "%s" run "$@"\n' "$repo/tests/Benchmarks.Torch/trixie.sh" > "$work/dotnet"
  chmod +x "$work/dotnet"
  export DOTNET_HOST_PATH=$work/dotnet
fi
dotnet lib/Notebooks/bin/Release/net10.0/Notebooks.dll check notebooks/extras/lab-in-torchsharp.ipynb --timeout 900
