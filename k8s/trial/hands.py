#!/usr/bin/env python3
"""The hands of a cluster without nodes: does what kubelets and operators would, on a real API server with its real scheduler and controllers.

Kubelets: a pod that was given a node runs, once its secrets and settings are there; a Job's pod ends with the exit code that the file `exits` says for its
Job (0 otherwise). Operators: make the secrets that the page says they make, and the pods of broker and store as their resources ask, but not before
OPERATORS_AFTER seconds; KEDA keeps the least number of instances. It also notes, in the file `least`, the least number of ready pods per budget.
"""
import json
import os
import pathlib
import ssl
import sys
import time
import urllib.error
import urllib.request

server, token, room, namespace = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
after = time.time() + float(os.environ.get("OPERATORS_AFTER", "20"))
context = ssl._create_unverified_context()
CORE, APPS = f"/api/v1/namespaces/{namespace}", f"/apis/apps/v1/namespaces/{namespace}"
SAFE = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
least = {}


def ask(method, path, body=None, kind="application/json"):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server + path, data, {"Authorization": "Bearer " + token, "Content-Type": kind}, method=method)
    try:
        with urllib.request.urlopen(request, context=context, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as e:
        if e.code in (404, 409):
            return None
        raise RuntimeError(f"{method} {path}: {e.read().decode()}") from e


def items(path):
    answer = ask("GET", path)
    return answer["items"] if answer else []


def custom(group, plural):
    return items(f"/apis/{group}/namespaces/{namespace}/{plural}")


def make_secret(name, data):
    ask("POST", CORE + "/secrets", {"metadata": {"name": name}, "stringData": data})


def make_set(name, replicas, labels, containers, spread, image):
    for one in containers:
        one.setdefault("image", image)
        one["securityContext"] = SAFE
    pod = {
        "containers": containers,
        "topologySpreadConstraints": spread,
        "securityContext": {"runAsNonRoot": True, "runAsUser": 1000, "seccompProfile": {"type": "RuntimeDefault"}},
    }
    ask("POST", APPS + "/statefulsets", {
        "metadata": {"name": name},
        "spec": {"serviceName": name, "replicas": replicas, "podManagementPolicy": "Parallel", "selector": {"matchLabels": labels},
                 "template": {"metadata": {"labels": labels}, "spec": pod}},
    })


def operators():
    for kafka in custom("kafka.strimzi.io/v1", "kafkas"):
        name = kafka["metadata"]["name"]
        make_secret(name + "-cluster-ca-cert", {"ca.crt": "none"})
        budget = kafka["spec"]["kafka"]["template"]["podDisruptionBudget"]["maxUnavailable"]
        ask("POST", f"/apis/policy/v1/namespaces/{namespace}/poddisruptionbudgets", {
            "metadata": {"name": name + "-kafka"},
            "spec": {"maxUnavailable": budget, "selector": {"matchLabels": {"strimzi.io/cluster": name, "strimzi.io/pool-name": "brokers"}}},
        })
    for pool in custom("kafka.strimzi.io/v1", "kafkanodepools"):
        name, cluster = pool["metadata"]["name"], pool["metadata"]["labels"]["strimzi.io/cluster"]
        make_set(f"{cluster}-{name}", pool["spec"]["replicas"], {"strimzi.io/cluster": cluster, "strimzi.io/pool-name": name},
                 [{"name": "kafka", "resources": pool["spec"]["resources"]}],
                 pool["spec"]["template"]["pod"]["topologySpreadConstraints"], "kafka")
    for user in custom("kafka.strimzi.io/v1", "kafkausers"):
        make_secret(user["metadata"]["name"], {"password": "none", "sasl.jaas.config": "none"})
    there = {one["metadata"]["name"] for one in items(CORE + "/secrets")}
    for store in custom("mongodbcommunity.mongodb.com/v1", "mongodbcommunity"):
        spec = store["spec"]["statefulSet"]["spec"]["template"]["spec"]
        make_set(store["metadata"]["name"], store["spec"]["members"], {"app": store["metadata"]["name"] + "-svc"},
                 spec["containers"], spec["topologySpreadConstraints"], "mongod")
        for user in store["spec"]["users"]:
            if user["passwordSecretRef"]["name"] in there:
                make_secret(user["connectionStringSecretName"], {"connectionString.standard": "mongodb://none"})
    for scaled in custom("keda.sh/v1alpha1", "scaledobjects"):
        path = APPS + "/deployments/" + scaled["spec"]["scaleTargetRef"]["name"]
        deployment = ask("GET", path)
        if deployment and deployment["spec"]["replicas"] < scaled["spec"]["minReplicaCount"]:
            ask("PATCH", path + "/scale", {"spec": {"replicas": scaled["spec"]["minReplicaCount"]}}, "application/merge-patch+json")


def missing(pod, secrets, settings):
    for container in pod["spec"]["containers"]:
        for source in container.get("envFrom", []):
            if "configMapRef" in source and source["configMapRef"]["name"] not in settings:
                return "ConfigMap " + source["configMapRef"]["name"]
        for variable in container.get("env", []):
            secret = variable.get("valueFrom", {}).get("secretKeyRef", {}).get("name")
            if secret and secret not in secrets:
                return "secret " + secret
    for volume in pod["spec"].get("volumes", []):
        if "secret" in volume and volume["secret"]["secretName"] not in secrets:
            return "secret " + volume["secret"]["secretName"]
    return None


def status(pod, exits, secrets, settings):
    names = [one["name"] for one in pod["spec"]["containers"]]
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    lack = missing(pod, secrets, settings)
    job = pod["metadata"]["labels"].get("job-name")
    phase, state, ready = "Running", {"running": {"startedAt": now}}, "True"
    if lack:
        phase, ready = "Pending", "False"
        state = {"waiting": {"reason": "CreateContainerConfigError", "message": lack + " not found"}}
    elif job:
        code = exits.get(job, 0)
        phase, ready = "Succeeded" if code == 0 else "Failed", "False"
        state = {"terminated": {"exitCode": code, "reason": "Completed" if code == 0 else "Error", "startedAt": now, "finishedAt": now}}
    containers = [{"name": name, "image": "none", "imageID": "none", "restartCount": 0, "ready": ready == "True", "state": state} for name in names]
    conditions = [{"type": kind, "status": ready, "lastTransitionTime": now} for kind in ("Ready", "ContainersReady")]
    return {"phase": phase, "startTime": now, "containerStatuses": containers,
            "conditions": [{"type": "PodScheduled", "status": "True", "lastTransitionTime": now}, *conditions]}


def kubelets():
    exits_file = room / "exits"
    exits = json.loads(exits_file.read_text()) if exits_file.exists() else {}
    secrets = {one["metadata"]["name"] for one in items(CORE + "/secrets")}
    settings = {one["metadata"]["name"] for one in items(CORE + "/configmaps")}
    for pod in items(CORE + "/pods"):
        path = CORE + "/pods/" + pod["metadata"]["name"]
        if "deletionTimestamp" in pod["metadata"]:
            ask("DELETE", path, {"gracePeriodSeconds": 0})
        elif "nodeName" in pod["spec"] and pod["status"]["phase"] == "Pending":
            ask("PATCH", path + "/status", {"status": status(pod, exits, secrets, settings)}, "application/merge-patch+json")


def watch_budgets():
    for budget in items(f"/apis/policy/v1/namespaces/{namespace}/poddisruptionbudgets"):
        name, now = budget["metadata"]["name"], budget.get("status", {})
        if now.get("expectedPods", 0) > 1:
            seen = least.get(name, now["currentHealthy"])
            least[name] = min(seen, now["currentHealthy"])
    (room / "least").write_text(json.dumps(least))


def nodes():
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime())
    for node in items("/api/v1/nodes"):
        name = node["metadata"]["name"]
        lease = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases"
        body = {"metadata": {"name": name}, "spec": {"holderIdentity": name, "leaseDurationSeconds": 40, "renewTime": now}}
        if ask("PATCH", f"{lease}/{name}", {"spec": body["spec"]}, "application/merge-patch+json") is None:
            ask("POST", lease, body)


turn = 0
while True:
    try:
        if turn % 20 == 0:
            nodes()
        if (room / "forget").exists():
            (room / "forget").unlink()
            least.clear()
        if time.time() > after and turn % 4 == 0:
            operators()
        kubelets()
        watch_budgets()
    except (OSError, RuntimeError) as e:
        print(e, flush=True)
    turn += 1
    time.sleep(0.25)
