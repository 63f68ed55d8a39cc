#!/usr/bin/env bash
# secrets.sh dev|prod: makes every Secret that nobody else makes and that isn't there yet; never changes one. Random values never show on a command line.
# For dev also what its issuer imports, and a certificate for its host that nobody else believes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
overlay=${1:?dev or prod}
namespace=$(kubectl kustomize "overlays/$overlay/namespace" | sed -n '/^kind: Namespace/,/^---/s/^  name: //p')

random() { openssl rand -hex 32; }
is_there() { kubectl -n "$namespace" get "$1" "$2" > /dev/null 2>&1; }

# secret NAME KEY…: each key with 64 random hex digits.
secret() {
    local name=$1 key
    shift
    if is_there secret "$name"; then echo "secret/$name is there"; return; fi
    {
        printf 'apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\nstringData:\n' "$name"
        for key; do printf '  %s: "%s"\n' "$key" "$(random)"; done
    } | kubectl -n "$namespace" create -f -
}

for service in order-service refund-service evidence-service payout-service notification-service; do
    secret "$service-mongodb-password" password
done
secret payout-accounts keys
secret order-payers keys
secret webhook-secrets keys
secret evidence-links secret
[ "$overlay" = dev ] || exit 0

secret keycloak admin storefront people
is_there configmap keycloak-realm || kubectl -n "$namespace" create configmap keycloak-realm --from-file=realm.json=../docker/compose/realm.json
if ! is_there secret gateway-tls; then
    room=$(mktemp -d)
    trap 'rm -rf "$room"' EXIT
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=api.juhui.localhost -addext subjectAltName=DNS:api.juhui.localhost \
        -keyout "$room/key" -out "$room/crt" 2> /dev/null
    kubectl -n "$namespace" create secret tls gateway-tls --cert="$room/crt" --key="$room/key"
fi
