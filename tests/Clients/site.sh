#!/usr/bin/env bash
# Builds the book's pages from the committed outputs and reads them in a browser: scripts on and off, wide and narrow, light and dark, on paper.
# Usage: site.sh [FOLDER FOR SCREENSHOTS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) repo=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/packages.sh"
work=$(mktemp -d) shots=${1:-}
: "${shots:=$work/shots}"
mkdir -p "$shots"
trap 'rm -rf "$work"' EXIT

debian chromium fonts-dejavu-core
node_packages "$work/npm" playwright-core@1.65.1
dotnet build "$repo/lib/Notebooks" -c Release -v q --nologo
dotnet "$repo/lib/Notebooks/bin/Release/net10.0/Notebooks.dll" site "$repo/notebooks" --saved-outputs --out "$work/site"
timeout 300 node "$here/site_test.mjs" "$work/npm" "$work/site" "$shots"
