#!/usr/bin/env python3
"""take.py SWAGGER.json DEFINITIONS.yaml…: writes the schemas in this folder from Kubernetes' API description and custom resource definitions."""
import json
import pathlib
import sys

import yaml

HERE = pathlib.Path(__file__).parent
OURS = [
    "v1/ConfigMap", "v1/Namespace", "v1/Secret", "v1/Service", "v1/ServiceAccount", "apps/v1/Deployment", "batch/v1/Job",
    "policy/v1/PodDisruptionBudget", "autoscaling/v2/HorizontalPodAutoscaler", "networking.k8s.io/v1/NetworkPolicy",
    "rbac.authorization.k8s.io/v1/Role", "rbac.authorization.k8s.io/v1/RoleBinding", "storage.k8s.io/v1/StorageClass",
]
INSIDE = ["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", "io.k8s.api.core.v1.PodSpec", "io.k8s.api.core.v1.PersistentVolumeClaimSpec"]
CUSTOM = {
    "Kafka": "v1", "KafkaNodePool": "v1", "KafkaTopic": "v1", "KafkaUser": "v1", "MongoDBCommunity": "v1",
    "ScaledObject": "v1alpha1", "TriggerAuthentication": "v1alpha1", "Gateway": "v1", "GatewayClass": "v1", "HTTPRoute": "v1",
    "EnvoyProxy": "v1alpha1", "PodMonitor": "v1",
}
EITHER = {"type": ["integer", "string"]}
KEPT = {"$ref", "type", "enum", "items", "required", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems",
        "additionalProperties", "properties", "anyOf", "oneOf", "allOf", "not"}


def strict(node):
    """Without what checks nothing, and closed wherever members are named."""
    if isinstance(node, list):
        return [strict(one) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("x-kubernetes-int-or-string") or node.get("format") == "int-or-string":
        return EITHER
    kept = {key: strict(value) for key, value in node.items() if key in KEPT and key != "properties"}
    if "properties" in node:
        kept["properties"] = {name: strict(one) for name, one in node["properties"].items()}
        if not node.get("x-kubernetes-preserve-unknown-fields"):
            kept.setdefault("additionalProperties", False)
    return kept


def referred(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [value.split("/")[-1]] if key == "$ref" else referred(value)
    elif isinstance(node, list):
        for one in node:
            yield from referred(one)


def write(name, schema):
    (HERE / f"{name}.json").write_text(json.dumps(schema, sort_keys=True, separators=(",", ":")) + "\n")


def whole(schema, more=()):
    schema["properties"].pop("status", None)
    schema["required"] = sorted({*schema.get("required", []), "apiVersion", "kind", "metadata", *more})
    return schema


def kubernetes(swagger):
    known = json.loads(pathlib.Path(swagger).read_text())["definitions"]
    kinds = {}
    for name, one in known.items():
        for kind in one.get("x-kubernetes-group-version-kind", []):
            kinds["/".join(filter(None, (kind["group"], kind["version"], kind["kind"])))] = name
    kinds = {kind: kinds[kind] for kind in OURS}
    taken = {}
    left = [*kinds.values(), *INSIDE]
    while left:
        name = left.pop()
        if name not in taken:
            taken[name] = strict(known[name])
            if name in kinds.values():
                whole(taken[name])
            left += referred(taken[name])
    write("kubernetes", {"kinds": kinds, "definitions": taken})


def custom(file):
    for one in yaml.safe_load_all(pathlib.Path(file).read_text()):
        if not one or one["kind"] != "CustomResourceDefinition" or one["spec"]["names"]["kind"] not in CUSTOM:
            continue
        group, kind = one["spec"]["group"], one["spec"]["names"]["kind"]
        version = next(v for v in one["spec"]["versions"] if v["name"] == CUSTOM[kind])
        schema = whole(strict(version["schema"]["openAPIV3Schema"]), ["spec"])
        schema["properties"] |= {"apiVersion": {"const": f"{group}/{version['name']}"}, "kind": {"const": kind}, "metadata": {"type": "object"}}
        schema["additionalProperties"] = False
        write(f"{group}_{version['name']}_{kind}", schema)


kubernetes(sys.argv[1])
for path in sys.argv[2:]:
    custom(path)
