#!/usr/bin/env bash
# Runs chapters in the tool dotnet-interactive, which Polyglot Notebooks starts, and compares what they show with what they were committed with.
# Try it once before a release: the tool is large and its repository is archived. Usage: dotnet-interactive.sh [NOTEBOOK...]
# Exit code 77: the tool cannot be had here.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=1.0.712001
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_ROLL_FORWARD=Major DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT=1
if ! timeout 300 dotnet tool install Microsoft.dotnet-interactive --version "$version" --tool-path "$tool" > "$tool/log" 2>&1; then
  tail -5 "$tool/log"; echo "SKIPPED: the tool Microsoft.dotnet-interactive $version cannot be installed"; exit 77
fi
if ! timeout 60 "$tool/dotnet-interactive" --version > "$tool/log" 2>&1; then
  tail -5 "$tool/log"; echo "SKIPPED: the tool does not start on this machine's .NET"; exit 77
fi
dotnet build lib/Notebooks -v q --nologo
[ $# -gt 0 ] || set -- notebooks/0[1-3]-*.ipynb
dotnet run -c Release --project tests/RealKernel -- --tool "$tool/dotnet-interactive" "$@"
