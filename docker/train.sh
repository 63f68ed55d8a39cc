#!/bin/bash
# Runs a service once, as it will run, and writes the JVM's AOT cache: train.sh SERVICE STANDALONE_JARS CACHE.
# Store, broker, key set and channel are the standalone platform's, on ports of this machine that nothing else sees.
set -euo pipefail
service=$1 standalone=$2 cache=$3
room=$(mktemp -d)
port() { local base=${TRAINING_PORTS:-20080}; echo $((base + $1)); }

export GATEWAY_PORT=$(port 0) ORDER_SERVICE_PORT=$(port 1) REFUND_SERVICE_PORT=$(port 2) EVIDENCE_SERVICE_PORT=$(port 3)
export PAYOUT_SERVICE_PORT=$(port 4) NOTIFICATION_SERVICE_PORT=$(port 5) CHANNEL_PORT=$(port 6) KAFKA_PORT=$(port 7) MONGO_PORT=$(port 8)
export GATEWAY_MANAGEMENT_PORT=$(port 10) ORDER_SERVICE_MANAGEMENT_PORT=$(port 11) REFUND_SERVICE_MANAGEMENT_PORT=$(port 12)
export EVIDENCE_SERVICE_MANAGEMENT_PORT=$(port 13) PAYOUT_SERVICE_MANAGEMENT_PORT=$(port 14) NOTIFICATION_SERVICE_MANAGEMENT_PORT=$(port 15)
JUHUI_SERVICES=gateway JUHUI_DATA=$room java -Xmx600m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$standalone/*" cn.juhui.standalone.StandaloneApplication > "$room/platform.log" 2>&1 &
platform=$!
trap 'kill $platform ${process:-} 2>/dev/null || true; wait; rm -rf "$room"' EXIT

get() { # PORT PATH → the status line's code
    local code=000
    { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n%b\r\n' "$2" "${token:+Authorization: Bearer $token\r\n}" >&3
    read -r -t 10 _ code _ <&3 || true
    cat <&3 > "$room/answer"
    exec 3>&-
    [ "$code" = 200 ]
}
await() { # PID PORT PATH LOG
    local deadline=$((SECONDS + 180))
    until get "$2" "$3"; do
        if ! kill -0 "$1" 2>/dev/null || [ $SECONDS -gt $deadline ]; then cat "$4" >&2; exit 1; fi
        sleep 0.3
    done
}
door=$GATEWAY_PORT
await $platform "$GATEWAY_MANAGEMENT_PORT" /actuator/health/readiness "$room/platform.log"

export MONGODB_URI=mongodb://127.0.0.1:$MONGO_PORT KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:$KAFKA_PORT KAFKA_REPLICAS=1
export JWK_SET_URI=http://127.0.0.1:$door/dev/jwks.json JWT_ISSUER=http://127.0.0.1:$door/dev
export CHANNEL_URL=http://127.0.0.1:$CHANNEL_PORT
ACCOUNT_KEYS=$(printf '%064d' 0)
WEBHOOK_KEYS=$ACCOUNT_KEYS
export ACCOUNT_KEYS WEBHOOK_KEYS
for name in ORDER REFUND EVIDENCE PAYOUT NOTIFICATION; do
    own=${name}_SERVICE_PORT
    export ${name}_SERVICE_URL=http://127.0.0.1:${!own}
done

# What it is asked: its health, its numbers, a call nobody may make, and a page of what there is.
case $service in
    order-service) page=/v1/orders ;; refund-service) page=/v1/refunds ;; payout-service) page=/v1/payouts?refundId=rfd_none ;;
    notification-service) page=/v1/notifications ;; evidence-service) page=/v1/evidence/evd_none ;; gateway) page=/openapi.json ;;
    channel) page=/channels/ALIPAY/refunds/none ;; *) echo "There is no service $service" >&2; exit 1 ;;
esac
own=$(tr 'a-z-' 'A-Z_' <<< "$service")_PORT
management=${own%_PORT}_MANAGEMENT_PORT
if [ "$service" = gateway ] || [ "$service" = channel ]; then export "$own=$(port 9)" "$management=$(port 16)"; fi

CHANNEL_DATA_DIR=$room/channel java "-XX:AOTCacheOutput=$cache" @/app/jvm.options -jar /app/service.jar > "$room/service.log" 2>&1 &
process=$!
if [ "$service" = channel ]; then
    await $process "${!own}" /dev/channels/ALIPAY/refunds "$room/service.log"
else
    await $process "${!management}" /actuator/health/readiness "$room/service.log"
    get "${!own}" "$page" || true
    body='{"subject": "training", "roles": ["AGENT", "CUSTOMER", "STOREFRONT"]}'
    exec 4<>"/dev/tcp/127.0.0.1/$door"
    printf 'POST /dev/tokens HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s' ${#body} "$body" >&4
    token=$(sed -n 's/.*"accessToken" *: *"\([^"]*\)".*/\1/p' <&4)
    for _ in {1..50}; do get "${!own}" "$page" || true; done
    get "${!management}" /actuator/prometheus || true
fi
kill -TERM $process
wait $process || true
[ -s "$cache" ] || { cat "$room/service.log" >&2; echo "The JVM wrote no cache" >&2; exit 1; }
chmod 644 "$cache"
echo "Trained $service: $(($(stat -c %s "$cache") / 1048576)) MiB"
