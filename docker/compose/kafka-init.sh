#!/bin/bash
# kafka-init.sh RIGHTS: gives every service that the file names a user at the broker, and its rights. Runs again without harm.
set -euo pipefail
tools=${KAFKA_TOOLS:-/opt/kafka/bin}
broker=(--bootstrap-server kafka:9092 --command-config /kafka-admin.properties)
# A JVM for each of some 25 short calls.
export KAFKA_HEAP_OPTS='-Xmx96m' KAFKA_JVM_PERFORMANCE_OPTS='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'

named=
while read -r service type pattern operations names; do
    case $service in '' | '#'*) continue ;; esac
    case $named in
        *" $service "*) ;;
        *)
            named+=" $service "
            secret=${service//-/_}_password
            secret=${secret^^}
            "$tools/kafka-configs.sh" "${broker[@]}" --alter --entity-type users --entity-name "$service" \
                --add-config "SCRAM-SHA-512=[password=${!secret}]" < /dev/null
            ;;
    esac
    what=()
    for operation in ${operations//,/ }; do what+=(--operation "$operation"); done
    for name in $names; do what+=("--$type" "$name"); done
    "$tools/kafka-acls.sh" "${broker[@]}" --add --allow-principal "User:$service" --resource-pattern-type "$pattern" "${what[@]}" < /dev/null
done < "$1"
