#!/usr/bin/env bash
# Lays a service's jars out as /app will have them, one folder per image layer: service.jar with its class path in lib/.
set -euo pipefail
service=${1:?SERVICE is missing: say --build-arg SERVICE=order-service} from=$2 to=$3

# The simulated channels are a few classes of the standalone jar and what these need.
if [ "$service" = channel ]; then
    mkdir -p "$to"/{dependencies,snapshot-dependencies,application}/lib
    for name in jackson jspecify; do cp -p "$from"/standalone/"$name"*.jar "$to/dependencies/lib/"; done
    for name in contracts standalone; do cp -p "$from"/standalone/"$name"-[0-9]*.jar "$to/snapshot-dependencies/lib/"; done
    {
        printf 'Main-Class: cn.juhui.standalone.channel.ChannelSimulator\nClass-Path:'
        # A line of a manifest is short; one that begins with a blank goes on where the one before ended.
        (cd "$to" && find . -name '*.jar' -printf ' \n  lib/%f')
        printf '\n'
    } > "$to/manifest"
    jar --create --file "$to/application/service.jar" --manifest "$to/manifest"
    rm "$to/manifest"
    exit
fi

[ -f "$from/$service.jar" ] || { echo "There is no service $service" >&2; exit 1; }
cp "$from/$service.jar" /tmp/service.jar
java -Djarmode=tools -jar /tmp/service.jar extract --layers --destination "$to"
rm /tmp/service.jar
