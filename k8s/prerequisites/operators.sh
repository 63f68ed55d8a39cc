#!/usr/bin/env bash
# operators.sh NAMESPACE[,NAMESPACE…] [kind]: puts the operators that the overlays need into the cluster that kubectl points at, and has them watch these
# namespaces, which must be there (k8s/overlays/*/namespace). Can run again, also to upgrade: the versions below are the ones that were tried.
# With `kind`, metrics-server believes kind's self-signed kubelets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ $# -ge 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 64; }
namespaces=$1

STRIMZI=1.2.0
MCK=1.9.1
KEDA=2.21.0
ENVOY_GATEWAY=v1.9.1
METRICS_SERVER=3.13.0

put() { helm upgrade --install --create-namespace --wait --timeout 10m "$@"; }

# Helm brings a chart's definitions once and never upgrades them.
definitions() { helm show crds "$@" | kubectl apply --server-side --force-conflicts -f -; }

put metrics-server metrics-server --repo https://kubernetes-sigs.github.io/metrics-server/ --version $METRICS_SERVER -n kube-system \
    ${2:+--set args='{--kubelet-insecure-tls}'}

chart=(oci://quay.io/strimzi-helm/strimzi-kafka-operator --version $STRIMZI)
definitions "${chart[@]}"
put strimzi "${chart[@]}" -n strimzi --set "watchNamespaces={$namespaces}"

# Who the database's pods are stands in k8s/overlays/*/namespace.
chart=(mongodb-kubernetes --repo https://mongodb.github.io/helm-charts --version $MCK)
definitions "${chart[@]}"
put mck "${chart[@]}" -n mongodb --set "operator.watchNamespace=${namespaces//,/\\,}" --set operator.createResourcesServiceAccountsAndRoles=false

put keda keda --repo https://kedacore.github.io/charts --version $KEDA -n keda

chart=(oci://docker.io/envoyproxy/gateway-helm --version $ENVOY_GATEWAY)
definitions "${chart[@]}"
put eg "${chart[@]}" -n envoy-gateway-system
kubectl apply -f gateway-class.yaml
