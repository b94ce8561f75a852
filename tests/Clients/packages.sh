# Sourced by the scripts beside it: brings the programs they drive. Exit code 77 means that they cannot be had here.
debian() { # debian PACKAGE...: installs what is missing
  if dpkg -s "$@" > /dev/null 2>&1; then return; fi
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then echo "SKIPPED: needs the Debian packages $*"; exit 77; fi
  export DEBIAN_FRONTEND=noninteractive
  if ! { timeout 300 apt-get install -qq -y --no-install-recommends "$@" || { timeout 120 apt-get update -qq && timeout 300 apt-get install -qq -y --no-install-recommends "$@"; }; } > /dev/null; then
    echo "SKIPPED: apt cannot install $*"; exit 77
  fi
}

node_packages() { # node_packages FOLDER PACKAGE@VERSION...: installs them into FOLDER/node_modules
  local folder=$1; shift
  command -v npm > /dev/null || { echo "SKIPPED: needs npm"; exit 77; }
  mkdir -p "$folder"; echo '{"private":true}' > "$folder/package.json"
  (cd "$folder" && timeout 240 npm install --ignore-scripts --no-audit --no-fund --silent "$@") || { echo "SKIPPED: npm cannot install $*"; exit 77; }
}
