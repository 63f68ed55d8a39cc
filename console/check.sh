#!/usr/bin/env bash
# The console's types and unit tests; skipped, with a word, where it can't be built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./build.sh ../.juhui/console
[ -d node_modules ] || { echo "The console's tests: skipped"; exit 0; }
npm run --silent check
npm test --silent
