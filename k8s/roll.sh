#!/usr/bin/env bash
# roll.sh OVERLAY [back]: brings the cluster that kubectl points at to what an overlay says, in this order:
#   ground       broker, store, topics, users, policies
#   deploy-step  a Job per service; nothing goes on before all of them succeeded
#   services     everything else; waits until it runs
# OVERLAY is a folder, or the name of one in k8s/overlays. Can run again at any time. `back` leaves the deploy step out: an older version knows
# fewer indexes than are there, and would refuse. STEP_LIMIT and ROLL_LIMIT are seconds that deploy step and services may take, 900 each.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
overlay=$1
[ -d "$overlay" ] || overlay=$here/overlays/$1
way=${2:-forth}
step=app.kubernetes.io/component=deploy

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"; }
rendered() { kubectl kustomize "$overlay/$1"; }
namespace=$(rendered services | sed -n 's/^  namespace: //p' | head -1)
k() { kubectl -n "$namespace" "$@"; }

apply() { say "$1" && rendered "$1" | kubectl apply -f -; }

# NAME complete|failed|running of each Job of the step.
jobs() {
    k get jobs -l $step -o go-template='{{range .items}}{{$s := "running"}}{{range .status.conditions}}{{if eq .status "True"}}{{if eq .type "Complete"}}{{$s = "complete"}}{{else if eq .type "Failed"}}{{$s = "failed"}}{{end}}{{end}}{{end}}{{.metadata.name}} {{$s}}{{"\n"}}{{end}}'
}

# What the step's unfinished pods wait for, and what the failed ones said.
tell() {
    k get pods -l $step --field-selector=status.phase!=Succeeded -o go-template='{{range .items}}{{$p := .metadata.name}}{{range .status.containerStatuses}}{{with .state.waiting}}{{$p}} waits: {{.reason}} {{.message}}{{"\n"}}{{end}}{{end}}{{end}}' >&2
    local job
    for job in $(jobs | sed -n 's/ failed$//p'); do k logs "job/$job" --tail=20 >&2 || true; done
}

deploy_step() {
    # A Job can't be changed, and one that failed stays failed: each time they are made anew, which hurts nobody.
    k delete jobs -l $step --ignore-not-found --wait=true
    apply deploy-step
    local end=$((SECONDS + ${STEP_LIMIT:-900})) now
    while :; do
        now=$(jobs)
        if grep -q ' failed$' <<< "$now"; then
            tell
            say "The deploy step failed; no Deployment was touched: $(sed -n 's/ failed$//p' <<< "$now" | tr '\n' ' ')" >&2
            exit 1
        fi
        [ -n "$now" ] && ! grep -qv ' complete$' <<< "$now" && break
        if [ $SECONDS -ge $end ]; then
            tell
            say "The deploy step took too long; no Deployment was touched: $(sed -n 's/ running$//p' <<< "$now" | tr '\n' ' ')" >&2
            exit 1
        fi
        sleep 2
    done
    say "deploy-step: all complete"
}

services() {
    apply services
    local end=$((SECONDS + ${ROLL_LIMIT:-900})) deployment left
    for deployment in $(rendered services | sed -n '/^kind: Deployment/,/^---/s/^  name: //p'); do
        left=$((end - SECONDS))
        if ! k rollout status "deployment/$deployment" --timeout="$((left > 1 ? left : 1))s"; then
            say "$deployment did not come up; what ran before still runs. Back: the overlay as it was, and roll.sh … back" >&2
            exit 1
        fi
    done
    say "services: all run"
}

apply ground
[ "$way" = back ] || deploy_step
services
