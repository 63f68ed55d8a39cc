#!/usr/bin/env bash
# The console's types, unit tests and size; skipped, with a word, where it can't be built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
most=250000

./build.sh ../.juhui/console
[ -d node_modules ] || { echo "The console's tests: skipped"; exit 0; }
npm run --silent check
npm test --silent
# All desks together, which is more than anybody loads.
size=$(cat dist/assets/*.gz | wc -c)
echo "The console is $size bytes, compressed"
[ "$size" -le "$most" ] || { echo "That is more than $most"; exit 1; }
