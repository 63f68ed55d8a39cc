#!/usr/bin/env bash
# run.sh: tries k8s/ and docs/deployment.md's commands on a real API server with its scheduler and controllers, on this machine and without containers:
# fake nodes, and hands.py for what kubelets and operators do. Needs Go, kubectl and python3; builds the server once (a long while) into ~/.cache/juhui-trial.
# DEFINITIONS is a folder with the definitions of Strimzi (040, 043, 044, 045) and MCK, which no Go module brings; without it these kinds are open.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${TRIAL_BIN:-$HOME/.cache/juhui-trial}
room=$(mktemp -d)
etcd_port=${TRIAL_PORT:-23790} api_port=$((${TRIAL_PORT:-23790} + 2))
server=https://127.0.0.1:$api_port
token=$(openssl rand -hex 16)
started=()
trap 'kill -9 "${started[@]}" 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$room"' EXIT

step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
wrong() { printf 'WRONG: %s\n' "$*" >&2; tail -5 "$room"/hands.log >&2 || true; exit 1; }
# run NAME COMMAND…
run() { "${@:2}" > "$room/$1.log" 2>&1 & started+=($!); }
patiently() { local i; for i in $(seq 120); do "$@" > /dev/null 2>&1 && return 0; sleep 0.5; done; wrong "waited a minute for: $*"; }

build() {
    mkdir -p "$bin"
    local module
    for module in go.etcd.io/etcd/server/v3 k8s.io/kubernetes/cmd/kube-{apiserver,scheduler,controller-manager}; do
        local name=${module##*/}
        [ "$name" = v3 ] && name=etcd
        [ -x "$bin/$name" ] || (cd "$here" && CGO_ENABLED=0 go build -ldflags="-s -w -X k8s.io/component-base/version.gitVersion=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)" -o "$bin/$name" "$module")
    done
}

start() {
    mkdir -p "$room/etcd" "$room/certs"
    openssl genrsa -out "$room/sa.key" 2048 2> /dev/null
    echo "$token,admin,admin,system:masters" > "$room/tokens"
    cat > "$room/kubeconfig" << CONFIG
apiVersion: v1
kind: Config
clusters: [{name: trial, cluster: {server: "$server", insecure-skip-tls-verify: true}}]
users: [{name: admin, user: {token: $token}}]
contexts: [{name: trial, context: {cluster: trial, user: admin}}]
current-context: trial
CONFIG
    export KUBECONFIG=$room/kubeconfig
    local url=http://127.0.0.1
    run etcd "$bin/etcd" --data-dir "$room/etcd" --listen-client-urls $url:$etcd_port --advertise-client-urls $url:$etcd_port \
        --listen-peer-urls $url:$((etcd_port + 1)) --unsafe-no-fsync
    run apiserver "$bin/kube-apiserver" --etcd-servers $url:$etcd_port --secure-port "$api_port" --bind-address 127.0.0.1 --cert-dir "$room/certs" \
        --token-auth-file "$room/tokens" --authorization-mode RBAC --service-cluster-ip-range 10.96.0.0/16 \
        --service-account-issuer "$server" --service-account-key-file "$room/sa.key" --service-account-signing-key-file "$room/sa.key"
    patiently kubectl get --raw /readyz
    run scheduler "$bin/kube-scheduler" --kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0
    run controllers "$bin/kube-controller-manager" --kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0 \
        --service-account-private-key-file "$room/sa.key" --use-service-account-credentials --controllers '*,-node-ipam-controller,-node-route-controller,-cloud-node-lifecycle-controller'
    patiently kubectl -n default get serviceaccount default
}

# node NAME ZONE CPU MEMORY
node() {
    kubectl create -f - << NODE
apiVersion: v1
kind: Node
metadata: {name: $1, labels: {kubernetes.io/hostname: $1, topology.kubernetes.io/zone: "$2"}}
NODE
    kubectl patch node "$1" --subresource=status --type=merge -p "{\"status\":{\"capacity\":{\"cpu\":\"$3\",\"memory\":\"$4\",\"pods\":\"110\"},
        \"allocatable\":{\"cpu\":\"$3\",\"memory\":\"$4\",\"pods\":\"110\"},\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"Fake\",
        \"lastHeartbeatTime\":\"$(date -u +%FT%TZ)\",\"lastTransitionTime\":\"$(date -u +%FT%TZ)\"}]}}" > /dev/null
}

# An open definition of a kind: GROUP VERSION KIND PLURAL.
open_definition() {
    cat << DEFINITION
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: $4.$1}
spec:
  group: $1
  scope: Namespaced
  names: {kind: $3, plural: $4}
  versions: [{name: $2, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
DEFINITION
}

module_folder() { go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'; }

definitions() {
    local keda envoy
    keda=$(module_folder github.com/kedacore/keda/v2@v2.21.0)/config/crd/bases
    envoy=$(module_folder github.com/envoyproxy/gateway@v1.9.1)/charts/gateway-helm/charts/crds/crds
    cat "$keda"/keda.sh_{scaledobjects,triggerauthentications}.yaml "$envoy/gatewayapi-crds.yaml" "$envoy/generated/gateway.envoyproxy.io_envoyproxies.yaml"
    if [ -n "${DEFINITIONS:-}" ]; then
        local file
        for file in "$DEFINITIONS"/*.yaml; do echo ---; cat "$file"; done
    else
        open_definition kafka.strimzi.io v1 Kafka kafkas
        open_definition kafka.strimzi.io v1 KafkaNodePool kafkanodepools
        open_definition kafka.strimzi.io v1 KafkaTopic kafkatopics
        open_definition kafka.strimzi.io v1 KafkaUser kafkausers
        open_definition mongodbcommunity.mongodb.com v1 MongoDBCommunity mongodbcommunity
    fi
}

# The tree as an operator would have it: a copy, in which versions and settings are changed.
version() { sed -i "s/newTag: .*}/newTag: $1}/" "$room/k8s/overlays/$overlay/images/kustomization.yaml"; }
roll() { "$room/k8s/roll.sh" "$overlay" "$@" > "$room/roll.log" 2>&1; }
must_roll() { roll "$@" || { cat "$room/roll.log" >&2; wrong "roll.sh $overlay $*"; }; grep -q Warning: "$room/roll.log" && { grep Warning: "$room/roll.log"; wrong "a warning"; }; return 0; }
k() { kubectl -n "$namespace" "$@"; }
images() { k get deployments -l app.kubernetes.io/part-of=juhui -o jsonpath='{range .items[*]}{.spec.template.spec.containers[0].image}{"\n"}{end}' | grep juhui/ | sed 's/.*://' | sort -u | tr '\n' ' '; }
scaled() { [ "$(k get deployment gateway -o 'jsonpath={.status.readyReplicas}')" = 2 ]; }
generations() { k get deployments -o jsonpath='{range .items[*]}{.metadata.name}={.metadata.generation}{"\n"}{end}' | sort; }
# Of everything in ground and services that has one; of the rest `kubectl diff` tells.
all_generations() {
    local layer
    for layer in ground services; do
        kubectl kustomize "$room/k8s/overlays/$overlay/$layer" | kubectl get -f - -o go-template='{{range .items}}{{if .metadata.generation}}{{.kind}}/{{.metadata.name}} {{.metadata.generation}}{{"\n"}}{{end}}{{end}}'
    done
}
same() { [ "$1" = "$2" ] || wrong "$3: $1 instead of $2"; }

overlay=prod namespace=juhui
export STEP_LIMIT=180 ROLL_LIMIT=180
build
step "A bare API server"
start
kubectl version | tail -1
definitions > "$room/definitions.yaml"
echo "$(kubectl apply --server-side -f "$room/definitions.yaml" | wc -l) definitions"
kubectl wait --for=condition=established --timeout=60s crd --all > /dev/null
for zone in a b c; do for number in 1 2; do node "$zone$number" "$zone" 8 32Gi; done; done
cp -r "$here/.." "$room/k8s"
mkdir -p "$room/docker" && cp -r "$here/../../docker/compose" "$room/docker/"
run hands python3 "$here/hands.py" "$server" "$token" "$room" $namespace

step "The page's commands, in order; the operators' secrets come 20 s late"
kubectl apply -k "$room/k8s/overlays/prod/namespace"
kubectl apply -f "$room/k8s/prerequisites/gateway-class.yaml"
k create secret docker-registry registry --docker-server=none --docker-username=none --docker-password=none
"$room/k8s/secrets.sh" prod
k run anybody --image=none > "$room/refused.log" 2>&1 && wrong "a pod that may do anything was let in"
grep -o 'violates PodSecurity "[^"]*"' "$room/refused.log"
for layer in namespace ground deploy-step services; do
    kubectl apply --dry-run=server --validate=strict -k "$room/k8s/overlays/prod/$layer" > "$room/dry.log" 2>&1 || { cat "$room/dry.log"; wrong "$layer"; }
    grep Warning "$room/dry.log" && wrong "a warning"
    echo "$layer: $(grep -c 'server dry run' "$room/dry.log") objects pass strict validation"
done
must_roll
echo "$(grep -c ' created$' "$room/roll.log") objects created by roll.sh"
same "$(images)" "0.1.0 " "version"
patiently scaled
before=$(generations) all=$(all_generations)

step "Twice: nothing changes"
must_roll
same "$(all_generations)" "$all" "generations"
same "$(generations)" "$before" "generations"
for layer in namespace ground services; do kubectl diff -k "$room/k8s/overlays/prod/$layer" || wrong "$layer differs"; done
echo "no difference in any layer"

step "An upgrade"
version 0.2.0
must_roll
same "$(images)" "0.2.0 " "version"

step "A deploy step that refuses"
echo '{"refund-service-deploy": 2}' > "$room/exits"
version 0.3.0
began=$SECONDS
roll && wrong "roll.sh went on"
grep 'deploy step failed' "$room/roll.log"
echo "told after $((SECONDS - began)) s"
same "$(images)" "0.2.0 " "version"

step "A deploy step that fails as if the store were away, and then doesn't"
echo '{"refund-service-deploy": 1}' > "$room/exits"
(sleep 8; echo '{}' > "$room/exits") &
must_roll
same "$(images)" "0.3.0 " "version"
k get pods -l job-name=refund-service-deploy --no-headers | awk '{print $3}' | sort | uniq -c

step "A deploy step that waits for a secret that nobody makes"
sed -i 's/name: payout-accounts/name: payout-account/' "$room/k8s/base/deploy-step/jobs.yaml"
STEP_LIMIT=10 roll && wrong "roll.sh went on"
grep 'waits:\|took too long' "$room/roll.log"
cp "$here/../base/deploy-step/jobs.yaml" "$room/k8s/base/deploy-step/jobs.yaml"

step "A changed setting rolls those who read it"
before=$(generations)
sed -i 's/RATE_LIMIT_BURST=1000/RATE_LIMIT_BURST=2000/' "$room/k8s/base/settings/kustomization.yaml"
must_roll
same "$(diff <(echo "$before") <(generations) | sed -n 's/^> \(.*\)=.*/\1/p' | tr '\n' ' ')" "gateway " "rolled"

step "Back, though the older version's deploy step would refuse"
echo '{"refund-service-deploy": 2}' > "$room/exits"
version 0.2.0
must_roll back
same "$(images)" "0.2.0 " "version"
echo '{}' > "$room/exits"

step "Draining any two nodes"
pods() { k get pods --field-selector=status.phase=Running --no-headers -o custom-columns=N:.metadata.name,O:.spec.nodeName | sort -k2; }
pods | awk '{print $2}' | uniq -c
settle() { patiently sh -c "[ -z \"\$(kubectl -n $namespace get pods --no-headers | grep -v 'Running\|Completed')\" ]"; }
touch "$room/forget"
patiently test ! -e "$room/forget"
nodes=(a1 a2 b1 b2 c1 c2) pairs=0
for one in "${nodes[@]}"; do
    for other in "${nodes[@]}"; do
        [[ $one < $other ]] || continue
        kubectl drain "$one" --ignore-daemonsets --delete-emptydir-data --timeout=60s > "$room/drain-$one.log" 2>&1 & first=$!
        kubectl drain "$other" --ignore-daemonsets --delete-emptydir-data --timeout=60s > "$room/drain-$other.log" 2>&1 & second=$!
        wait $first && wait $second || { cat "$room"/drain-*.log; wrong "draining $one and $other"; }
        # Where a whole zone is gone, who must be in it waits for it.
        [ "${one%?}" = "${other%?}" ] || settle
        kubectl uncordon "$one" "$other" > /dev/null
        settle
        pairs=$((pairs + 1))
    done
done
echo "$pairs pairs drained, both nodes at once; least ready at any time: $(cat "$room/least")"
python3 - "$room/least" << 'CHECK' || wrong "too few"
import json, sys
least = json.load(open(sys.argv[1]))
assert least["juhui-mongodb"] >= 2 and least["juhui-kafka"] >= 2 and min(least.values()) >= 1, least
CHECK

step "dev on one node of 4 processors and 8 GiB, beside what the page lists"
kubectl delete namespace $namespace --wait=false > /dev/null
for one in a1 a2 b1 b2 c1 c2; do kubectl cordon "$one" > /dev/null; done
kill "${started[-1]}"
overlay=dev namespace=juhui-dev
node laptop "" 4 8Gi
kubectl label node laptop topology.kubernetes.io/zone- > /dev/null
others=$(python3 - "$here/../../docs/deployment.md" << 'SUM'
import re, sys
rows = [(a.replace(",", ""), b.replace(",", "")) for n, a, b in re.findall(r"(?m)^\| ([^|]+) \| ([0-9,]+)m \| ([0-9,]+) MiB \|", open(sys.argv[1]).read()) if n not in ("dev", "prod")]
print("cpu: %dm, memory: %dMi" % tuple(map(sum, zip(*[(int(a), int(b)) for a, b in rows]))))
SUM
)
echo "beside it: $others"
kubectl apply -f - << OTHERS > /dev/null
apiVersion: v1
kind: Pod
metadata: {name: others, namespace: kube-system}
spec: {nodeName: laptop, containers: [{name: others, image: none, resources: {requests: {$others}}}]}
OTHERS
run hands python3 "$here/hands.py" "$server" "$token" "$room" $namespace
kubectl apply -k "$room/k8s/overlays/dev/namespace"
"$room/k8s/secrets.sh" dev
cp "$here/../overlays/dev/images/kustomization.yaml" "$room/k8s/overlays/dev/images/"
must_roll
pods | awk '{print $2}' | uniq -c
kubectl describe node laptop | grep -A4 'Allocated resources' | tail -1
kubectl describe node laptop | grep '^  \(cpu\|memory\) '

step "All of it as the page says"
