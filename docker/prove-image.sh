#!/usr/bin/env bash
# Proves the image recipe where no container engine runs and no registry can be reached: makes both base images out of Debian's
# packages and this machine's JDK 25, builds the Dockerfile with buildah, and starts the service from its unpacked image, as
# a non-root user without capabilities, on a read-only root file system, once with the AOT cache and once without.
# Needs root, and the Debian packages buildah and debootstrap. Usage: docker/prove-image.sh [SERVICE …] (all when none is named)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .mvn/find-jdk.sh
[ "$(id -u)" -eq 0 ] || { echo "Only root may change the root directory: run it as root" >&2; exit 1; }
for tool in buildah debootstrap setpriv; do
    command -v $tool > /dev/null || { echo "$tool is missing: apt-get install buildah debootstrap util-linux" >&2; exit 1; }
done
[ $# -gt 0 ] || set -- order-service refund-service evidence-service payout-service notification-service gateway channel

room=${PROVE_DIR:-$PWD/.juhui/images}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
mkdir -p "$room"
buildah() { command buildah --root "$room/storage" --runroot "$room/run" --storage-driver "${STORAGE_DRIVER:-overlay}" "$@"; }

base_images() {
    [ -e "$room/base.done" ] && return
    echo "Making the base images …"
    rm -rf "$room/base" "$room/jdk"
    debootstrap --variant=minbase bookworm "$room/base" "$mirror" > "$room/debootstrap.log"
    rm -rf "$room"/base/var/cache/apt/archives/*.deb "$room"/base/var/lib/apt/lists/*
    local container
    container=$(buildah from scratch)
    buildah add -q "$container" "$room/base" / > /dev/null
    buildah config --cmd /bin/bash "$container"
    buildah commit -q "$container" localhost/juhui-base:bookworm > /dev/null
    mkdir -p "$room/jdk/opt/java"
    cp -a "$JAVA_HOME" "$room/jdk/opt/java/openjdk"
    # Debian's package has a link here that leads out of the folder.
    cp -L --remove-destination "$JAVA_HOME/lib/security/cacerts" "$room/jdk/opt/java/openjdk/lib/security/cacerts"
    buildah add -q "$container" "$room/jdk" / > /dev/null
    buildah config --env JAVA_HOME=/opt/java/openjdk --env PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    buildah commit -q --rm "$container" localhost/juhui-jdk:25 > /dev/null
    touch "$room/base.done"
}

image() { # SERVICE
    echo "Building the image of $1 …"
    buildah bud --isolation chroot --network host --layers --build-arg JDK_IMAGE=localhost/juhui-jdk:25 --build-arg BASE_IMAGE=localhost/juhui-base:bookworm \
        --build-arg SERVICE="$1" --build-context jars="$room/jars" -t "localhost/juhui/$1" . > "$room/$1.build.log" 2>&1 ||
        { tail -40 "$room/$1.build.log" >&2; exit 1; }
}

# The image's root, read-only, with a /tmp of its own, and its user, environment and command.
run_image() { # CONTAINER ROOT_DIR EXTRA_JVM_FLAGS
    local user env command
    user=$(buildah inspect --format '{{.OCIv1.Config.User}}' "$1")
    env=$(buildah inspect --format '{{range .OCIv1.Config.Env}}{{.}} {{end}}' "$1")
    command=$(buildah inspect --format '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}' "$1")
    # shellcheck disable=SC2086
    exec unshare --mount --pid --fork --kill-child bash -c '
        root=$1 user=$2; shift 2
        mount --bind "$root" "$root" && mount -o remount,bind,ro "$root" && mount -t tmpfs tmpfs "$root/tmp" && mount -t proc proc "$root/proc" &&
        mount --bind /dev "$root/dev" && cd "$root/app" &&
        exec chroot --userspec="$user" "$root" /usr/bin/setpriv --bounding-set -all --inh-caps -all --no-new-privs /usr/bin/env "$@"' \
        run "$2" "$user" $env JAVA_TOOL_OPTIONS="$3" $command
}

status() { # PORT PATH
    local code=000
    { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2> /dev/null || return 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    read -r -t 5 _ code _ <&3 || true
    exec 3>&-
    [ "$code" = 200 ]
}
await() { # PID PORT PATH LOG
    local deadline=$((SECONDS + 120))
    until status "$2" "$3"; do
        if ! kill -0 "$1" 2> /dev/null || [ $SECONDS -gt $deadline ]; then cat "$4" >&2; exit 1; fi
        sleep 0.1
    done
}

# A store, a broker and a key set for the services to talk to.
platform() {
    export GATEWAY_PORT=21080 ORDER_SERVICE_PORT=21081 REFUND_SERVICE_PORT=21082 EVIDENCE_SERVICE_PORT=21083 PAYOUT_SERVICE_PORT=21084 \
        NOTIFICATION_SERVICE_PORT=21085 CHANNEL_PORT=21090 KAFKA_PORT=21092 MONGO_PORT=21017 \
        GATEWAY_MANAGEMENT_PORT=21280 ORDER_SERVICE_MANAGEMENT_PORT=21281 REFUND_SERVICE_MANAGEMENT_PORT=21282 \
        EVIDENCE_SERVICE_MANAGEMENT_PORT=21283 PAYOUT_SERVICE_MANAGEMENT_PORT=21284 NOTIFICATION_SERVICE_MANAGEMENT_PORT=21285
    rm -rf "$room/data"
    JUHUI_SERVICES=gateway JUHUI_DATA=$room/data "$JAVA_HOME/bin/java" -Xmx800m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -cp "$room/jars/standalone/*" cn.juhui.standalone.StandaloneApplication > "$room/platform.log" 2>&1 &
    platform=$!
    trap 'kill $platform 2> /dev/null; wait; buildah umount --all > /dev/null 2>&1' EXIT
    await $platform $GATEWAY_MANAGEMENT_PORT /actuator/health/readiness "$room/platform.log"
    export MONGODB_URI=mongodb://127.0.0.1:21017 KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:21092 KAFKA_REPLICAS=1 CHANNEL_URL=http://127.0.0.1:21090
    ACCOUNT_KEYS=$(printf '%064d' 0)
    WEBHOOK_KEYS=$ACCOUNT_KEYS
    export ACCOUNT_KEYS WEBHOOK_KEYS
    export JWK_SET_URI=http://127.0.0.1:21080/dev/jwks.json JWT_ISSUER=http://127.0.0.1:21080/dev
    export ORDER_SERVICE_URL=http://127.0.0.1:21081 REFUND_SERVICE_URL=http://127.0.0.1:21082 EVIDENCE_SERVICE_URL=http://127.0.0.1:21083 \
        PAYOUT_SERVICE_URL=http://127.0.0.1:21084 NOTIFICATION_SERVICE_URL=http://127.0.0.1:21085
}

# Prints a start: until ready by the clock, by the processors' time it took (which other work on the machine hardly changes), and memory.
measure() { # SERVICE CONTAINER ROOT_DIR WORD JVM_FLAGS
    local port path=/actuator/health/readiness begin process java memory
    port=$(tr 'a-z-' 'A-Z_' <<< "$1")_MANAGEMENT_PORT
    port=${!port:-}
    case $1 in gateway) port=21380 ;; channel) port=21190 path=/dev/channels/ALIPAY/refunds ;; esac
    begin=$(date +%s%N)
    (export GATEWAY_PORT=21180 GATEWAY_MANAGEMENT_PORT=21380 CHANNEL_PORT=21190 CHANNEL_DATA_DIR=/tmp; run_image "$2" "$3" "$5") > "$room/$1.$4.log" 2>&1 &
    process=$!
    await $process "$port" "$path" "$room/$1.$4.log"
    local ready=$((($(date +%s%N) - begin) / 1000000))
    java=$(pgrep -u 10001 -f service.jar)
    local work=$(($(awk '{ print $14 + $15 }' "/proc/$java/stat") * 1000 / $(getconf CLK_TCK)))
    sleep 3
    memory=$(awk '/^Rss:/ { rss = $2 } /^(Private_Clean|Private_Dirty|Anonymous):/ { own[$1] = $2 } END { print int(rss / 1024), int(own["Anonymous:"] / 1024) }' \
        "/proc/$java/smaps_rollup")
    printf '%-22s %-10s ready %6d ms   processor %6d ms   resident %s MiB (of it not from files: %s)   uid %s   capabilities %s\n' "$1" "$4" $ready $work $memory \
        "$(awk '/^Uid:/ { print $2 }' "/proc/$java/status")" "$(awk '/^CapEff:/ { print $2 }' "/proc/$java/status")"
    # Nothing may be writable but /tmp.
    if chroot --userspec=10001:10001 "/proc/$java/root" touch /app/written 2> /dev/null; then echo "$1 could write into /app" >&2; exit 1; fi
    kill -TERM "$java"
    wait $process || true
}

base_images
docker/collect-jars.sh "$room/jars"
for service in "$@"; do image "$service"; done
platform
for service in "$@"; do
    container=$(buildah from "localhost/juhui/$service")
    root=$(buildah mount "$container")
    for _ in 1 2 3; do
        measure "$service" "$container" "$root" cache ""
        measure "$service" "$container" "$root" no-cache "-XX:AOTMode=off"
    done
    printf '%-22s %s\n' "$service" "$(du -sm "$root/app" | cut -f1) MiB in /app, of it cache $(($(stat -c %s "$root/app/app.aot") / 1048576)) MiB; whole root $(du -sm "$root" | cut -f1) MiB"
    buildah umount "$container" > /dev/null
    buildah rm "$container" > /dev/null
done
