#!/usr/bin/env bash
# Drives the extension in a real VS Code (code-server) in a browser: installs it as a reader would, asks for what is missing, runs chapters, edits, completes, interrupts, saves.
# Usage: vscode.sh [FOLDER FOR SCREENSHOTS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) repo=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/packages.sh"
work=$(mktemp -d) shots=${1:-} server=
: "${shots:=$work/shots}"
trap 'if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; fi; rm -rf "$work"' EXIT

debian chromium ripgrep fonts-dejavu-core g++ make python3
export npm_config_yes=true
node_packages "$work/npm" code-server@4.100.3 playwright-core@1.65.1
server_folder=$work/npm/node_modules/code-server vscode=$work/npm/node_modules/code-server/lib/vscode
quiet() { "$@" > "$work/log" 2>&1 || { tail -20 "$work/log"; echo "SKIPPED: code-server cannot be installed"; exit 77; }; }
cd "$vscode" && quiet npm install --ignore-scripts --omit=dev --no-audit --no-fund
cd "$vscode/extensions" && quiet npm install --ignore-scripts --omit=dev --no-audit --no-fund
cd "$work/npm" && quiet npm rebuild argon2
cd "$vscode" && quiet npm rebuild @vscode/spdlog native-watchdog node-pty
ln -sfn node_modules "$vscode/node_modules.asar"
mkdir -p "$vscode/node_modules/@vscode/ripgrep/bin"; ln -sf "$(command -v rg)" "$vscode/node_modules/@vscode/ripgrep/bin/rg"
cd "$repo"

dotnet build "$repo/lib/Notebooks" -c Release -v q --nologo
export XDG_CONFIG_HOME=$work/config
mkdir -p "$work/user/User" "$work/bin"
echo '{"security.workspace.trust.enabled": false, "chat.disableAIFeatures": true, "workbench.startupEditor": "none", "editor.hover.delay": 100}' > "$work/user/User/settings.json"
printf '#!/bin/sh\nexec node "%s" --user-data-dir "%s" --extensions-dir "%s" "$@"\n' "$server_folder/out/node/entry.js" "$work/user" "$work/extensions" > "$work/bin/code-server"
chmod +x "$work/bin/code-server"
PATH=$work/bin:$PATH dotnet "$repo/lib/Notebooks/bin/Release/net10.0/Notebooks.dll" vscode install

# The chapters, where they find the engine and the data, and where a run may write. The library is not built there, and the editor finds all commands but dotnet;
# the test puts the one below beside them. Building happens in the repository.
mkdir -p "$work/book/notebooks" "$work/book/lib" "$work/commands"
cp "$repo"/notebooks/*.{ipynb,cs} "$work/book/notebooks"; ln -s "$repo/lib/Notebooks" "$work/book/lib/Notebooks"; ln -s "$repo/data" "$work/book/data"
for folder in ${PATH//:/ }; do ln -s "$folder"/* "$work/commands" 2> /dev/null || true; done
rm -f "$work/commands/dotnet"
cat > "$work/dotnet" << END
#!/bin/sh
if [ "\$1" = build ]; then cd "$repo" && "$(command -v dotnet)" "\$@" && ln -s "$repo/lib/bin" "$work/book/lib/bin"; exit; fi
exec "$(command -v dotnet)" "\$@"
END
printf '#!/bin/sh\nfor last; do :; done\nexec /bin/sh -c "$last"\n' > "$work/shell" # the editor asks a login shell for its search path, which would bring dotnet back
chmod +x "$work/dotnet" "$work/shell"
cell() { printf '{"cell_type":"code","execution_count":null,"id":"%s","metadata":{},"outputs":[],"source":["%s"]}' "$1" "$1"; }
printf '{"cells":[%s,%s],"metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"C#"}},"nbformat":4,"nbformat_minor":5}\n' \
  "$(cell 1)" "$(cell 2)" | tee "$work/book/notebooks/try.ipynb" > "$work/book/notebooks/other.ipynb"

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
SHELL=$work/shell PATH=$work/bin:$work/commands "$work/bin/code-server" --bind-addr "127.0.0.1:$port" --auth none --disable-telemetry --disable-update-check "$work/book" > "$work/server.log" 2>&1 &
server=$!
for _ in $(seq 60); do
  if node -e "fetch('http://127.0.0.1:$port/healthz').then(() => process.exit(0), () => process.exit(1))"; then break; fi
  sleep 0.5
done
timeout 600 node "$here/vscode_test.mjs" "$work/npm" "http://127.0.0.1:$port" "$work/book" "$shots" "$work/dotnet" "$work/commands/dotnet"
