#!/usr/bin/env bash
# Puts what the images are made of into DIR, out of a finished build: DIR/<service>.jar, DIR/standalone/*.jar.
set -euo pipefail
dir=${1:?usage: collect-jars.sh DIR}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p "$dir/standalone"
for service in order-service refund-service evidence-service payout-service notification-service gateway; do
    jar=$(ls "$service"/target/"$service"-*-boot.jar) || { echo "$service has no boot jar: run ./mvnw package first" >&2; exit 1; }
    cp -p "$jar" "$dir/$service.jar"
done
cp -p standalone/target/standalone-*.jar standalone/target/lib/*.jar "$dir/standalone/"
