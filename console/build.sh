#!/usr/bin/env bash
# Builds the console into the folder that is named, where there is Node; says a word and ends well where there is none.
# Cheap when nothing changed: a sum over all that goes in tells.
set -euo pipefail
out=${1:?the folder that the built console goes to}
cd "$(dirname "${BASH_SOURCE[0]}")"
document=../gateway/src/main/resources/openapi.yaml

skip() { echo "The console is left out: $1"; exit 0; }
bounded() { if command -v timeout > /dev/null; then timeout 300 "$@"; else "$@"; fi; }
inputs() {
    find src index.html package-lock.json package.json tsconfig.json vite.config.ts build.sh "$document" -type f ! -name schema.d.ts -print0 |
        LC_ALL=C sort -z | xargs -0 cksum | cksum
}

now=$(inputs)
if [ "$(cat dist/built.sum 2> /dev/null || true)" != "$now" ]; then
    command -v npm > /dev/null || skip "there is no npm"
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
        skip "Node $(node --version) is older than 20.19"
    lock=$(cksum package-lock.json)
    if [ "$(cat node_modules/.locked 2> /dev/null || true)" != "$lock" ]; then
        bounded npm ci --silent || skip "npm can't get what it is built with"
        printf '%s\n' "$lock" > node_modules/.locked
    fi
    npm run --silent api > /dev/null
    npm run --silent build
    find dist/assets -type f \( -name '*.js' -o -name '*.css' \) -exec gzip -9 -k -n -f {} +
    printf '%s\n' "$now" > dist/built.sum
fi
if [ "$(cat "$out/built.sum" 2> /dev/null || true)" != "$now" ]; then
    rm -rf "$out"
    mkdir -p "$out"
    cp -R dist/. "$out/"
fi
