#!/usr/bin/env bash
# Drives the kernel with three clients that are not ours: jupyter-client, nbclient, and Jupyter Notebook in a browser.
# Usage: jupyter.sh [FOLDER FOR SCREENSHOTS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) repo=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/packages.sh"
work=$(mktemp -d) shots=${1:-}
: "${shots:=$work/shots}"
mkdir -p "$shots"
trap 'rm -rf "$work"' EXIT

debian python3-jupyter-client python3-nbclient python3-ipykernel jupyter-notebook chromium fonts-dejavu-core
node_packages "$work/npm" playwright-core@1.65.1
dotnet build "$repo/lib/Notebooks" -c Release -v q --nologo
export HOME=$work/home JUPYTER_DATA_DIR=$work/data JUPYTER_CONFIG_DIR=$work/config JUPYTER_RUNTIME_DIR=$work/runtime PYDEVD_DISABLE_FILE_VALIDATION=1
mkdir -p "$HOME"
dotnet "$repo/lib/Notebooks/bin/Release/net10.0/Notebooks.dll" kernel install

# The chapters, where they find the library and the data, and where a run may write.
mkdir -p "$work/book"; cp -r "$repo/notebooks" "$work/book/notebooks"; ln -s "$repo/lib" "$work/book/lib"; ln -s "$repo/data" "$work/book/data"

timeout 300 /usr/bin/python3 "$here/jupyter_client_test.py"
timeout 300 /usr/bin/python3 "$here/nbclient_test.py" "$work"/book/notebooks/0[13]-*.ipynb
timeout 300 node "$here/jupyter_notebook_test.mjs" "$work/npm" "$work/book/notebooks" "$shots"
