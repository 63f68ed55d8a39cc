"""What Schemathesis can't know from the API document: which things there are, that a key names one request, that null is nothing, what a stream tells."""
import base64
import json
import os
import random
import re
import uuid

import schemathesis

THINGS = json.loads(os.environ.get("JUHUI_THINGS", '{"ids": {}, "cards": {}, "evidence": {}, "links": []}'))
KEY = re.compile(r"[!-~]{1,255}")
VERSIONS = re.compile(r"[^,\s]")
REACHED = os.environ.get("JUHUI_REACHED")
LOOKS = re.compile(r"[A-Za-z0-9_-]{1,500}")
FORM = re.compile(r"(?P<kind>[a-z]{3})_[0-9a-f]{32}")
ADDRESS = re.compile(r"[!-~]{1,500}")
TIME = re.compile(r"20[0-9]{2}-.*Z")
BRACES = str.maketrans("{}", "()")
HEARD = set()
SENT = "Sent"


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """The document says it in a sentence: what may be left out of a body may also be null. Answers have their schemas to themselves."""
    schemas = raw_schema["components"]["schemas"]
    sent = {}

    def of_request(node):
        if isinstance(node, list):
            return [of_request(item) for item in node]
        if not isinstance(node, dict):
            return node
        copy = {name: of_request(member) for name, member in node.items() if name != "examples"}
        if "examples" in node:
            copy["examples"] = node["examples"]
        if isinstance(node.get("$ref"), str):
            name = node["$ref"].rsplit("/", 1)[1]
            copy["$ref"] = f"#/components/schemas/{name}{SENT}"
            if name not in sent:
                sent[name] = {}
                sent[name].update(of_request(schemas[name]))
        if isinstance(node.get("properties"), dict):
            required = node.get("required", [])
            copy["properties"] = {name: member if name in required else or_null(member) for name, member in copy["properties"].items()}
        return copy

    for path in raw_schema["paths"].values():
        for operation in path.values():
            content = operation.get("requestBody", {}).get("content", {}) if isinstance(operation, dict) else {}
            if "application/json" in content:
                content["application/json"]["schema"] = of_request(content["application/json"]["schema"])
    schemas.update({name + SENT: schema for name, schema in sent.items()})
    one_by_one(raw_schema["paths"]["/v1/notifications/stream"]["get"]["responses"]["200"]["content"]["text/event-stream"])


def one_by_one(stream):
    """The document has the whole stream as a text, and tells in a sentence what each event is: 3.1 has no place for it, 3.2 has."""
    del stream["schema"]
    told = {"type": "string", "contentMediaType": "application/json", "contentSchema": {"$ref": "#/components/schemas/Notification"}}
    stream["itemSchema"] = {"type": "object", "required": ["id", "event", "data"],
                            "properties": {"id": {"type": "string"}, "event": {"type": "string"}, "data": told}}


def or_null(schema):
    if "enum" in schema:
        schema = schema | {"enum": schema["enum"] + [None]}
    if isinstance(schema.get("type"), str):
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def is_id(value):
    return isinstance(value, str) and FORM.fullmatch(value)


def real(value):
    """One that there is, in the place of most that only look like one. What was heard in an answer is one."""
    form = is_id(value)
    known = THINGS["ids"].get(form["kind"]) if form and value not in HEARD else None
    return random.choice(known) if known and random.random() < 0.8 else value


def in_body(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)  # 1.0 is an integer to JSON Schema; ours are written without a fraction.
    if isinstance(value, dict):
        return {name: in_body(member) for name, member in value.items()}
    if isinstance(value, list):
        return [in_body(item) for item in value]
    return real(value)


def is_cursor(text):
    try:
        return "\x1f" in base64.urlsafe_b64decode(text + "===").decode()
    except ValueError:
        return False


def headers_of_its_own(headers):
    """A good key names one request, whatever phase it comes from: else it is a reuse of another one's. A version that was made up is stale."""
    for name, value in list(headers.items()):
        if name.lower() == "idempotency-key" and KEY.fullmatch(str(value)):
            headers[name] = str(uuid.uuid4())
        if name.lower() == "if-match" and VERSIONS.search(str(value)) and random.random() < 0.8:
            headers[name] = "*"


def sayable(path, body):
    """An address that leads somewhere in the place of one that looks right, a range that begins before it ends, and sentences without places of another one's."""
    if path.startswith("/v1/webhook-endpoints") and isinstance(body, dict) and ADDRESS.fullmatch(str(body.get("url", ""))):
        body["url"] = "http://127.0.0.1:9/juhui"
    if path.endswith("/redelivery") and isinstance(body, dict) and str(body.get("from")) >= str(body.get("to")) and TIME.fullmatch(str(body.get("to"))):
        body["from"] = "2000-01-01T00:00:00Z"
    if path.startswith("/v1/notification-templates") and isinstance(body, dict):
        for said in body.values():
            if isinstance(said, dict):
                said.update({name: text.translate(BRACES) for name, text in said.items() if isinstance(text, str)})


def belonging_together(case):
    """Mostly, a card of the order, a picture of the case, a signature of the link."""
    if random.random() < 0.2:
        return
    path = case.path_parameters
    if "cardId" in path:
        path["cardId"] = THINGS["cards"].get(str(path.get("orderId")), path["cardId"])
    picture = THINGS["evidence"].get(str(path.get("id")))
    if picture and isinstance(case.body, dict) and isinstance(case.body.get("evidenceIds"), list):
        case.body["evidenceIds"] = [picture if is_id(one) else one for one in case.body["evidenceIds"]]
    if THINGS["links"] and case.operation.definition.raw.get("operationId") == "downloadEvidence":
        link = random.choice(THINGS["links"])
        path["id"] = link["id"]
        case.query.clear()
        case.query.update(link["query"])


@schemathesis.hook
def before_call(context, case, kwargs):
    """Here, where nothing is generated any more, so that it holds in every phase."""
    headers_of_its_own(case.headers)
    for name, value in list(case.path_parameters.items()):
        case.path_parameters[name] = real(value)
    for name, value in list(case.query.items()):
        if name in ("cursor", "after") and LOOKS.fullmatch(str(value)) and not is_cursor(str(value)):
            del case.query[name]  # It comes from the page before; one that was made up is refused. What doesn't look like one is sent.
        else:
            case.query[name] = real(value)
    if isinstance(case.body, (dict, list)):
        case.body = in_body(case.body)
        sayable(case.operation.path, case.body)
    belonging_together(case)
    case._sync_validated_hashes()  # What was right is right still, and what was wrong is wrong: it is not to be judged anew.


@schemathesis.hook
def after_call(context, case, response):
    """Which operations were answered with something real; the end of the run counts them."""
    if response.status_code < 300:
        HEARD.update((found[0] for found in FORM.finditer(response.text)) if "json" in response.headers.get("content-type", [""])[0] else ())
        if REACHED:
            with open(REACHED, "a") as reached:
                reached.write(f"{case.operation.definition.raw.get('operationId')}\n")
