"""What Schemathesis can't know from the API document: which things there are, and that a key names one request."""
import base64
import json
import os
import random
import re
import uuid

import schemathesis

IDS = json.loads(os.environ.get("JUHUI_IDS", "{}"))
KEY = re.compile(r"[!-~]{1,255}")
REACHED = os.environ.get("JUHUI_REACHED")
LOOKS = re.compile(r"[A-Za-z0-9_-]{1,500}")
FORM = re.compile(r"([a-z]{3})_[0-9a-f]{32}")


def real(value):
    """One that there is, in the place of most that only look like one."""
    form = FORM.fullmatch(value) if isinstance(value, str) else None
    known = IDS.get(form.group(1)) if form else None
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


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    return {name: real(value) for name, value in path_parameters.items()} if path_parameters else path_parameters


@schemathesis.hook
def map_query(context, query):
    """A cursor comes from the page before; one that was made up is refused, whatever it looks like."""
    if not query:
        return query
    return {name: real(value) for name, value in query.items() if name != "cursor" or is_cursor(str(value))}


@schemathesis.hook
def before_call(context, case, kwargs):
    """The same where no data is generated: one that only looks like a cursor is left out. What doesn't look like one is sent."""
    cursor = (case.query or {}).get("cursor")
    if cursor is not None and LOOKS.fullmatch(str(cursor)) and not is_cursor(str(cursor)):
        del case.query["cursor"]


@schemathesis.hook
def map_headers(context, headers):
    """Every request that has a good key has one of its own: else the second one is a reuse of the first one's."""
    for name in list(headers or {}):
        if name.lower() == "idempotency-key" and KEY.fullmatch(str(headers[name])):
            headers[name] = str(uuid.uuid4())
    return headers


@schemathesis.hook
def map_body(context, body):
    return in_body(body) if isinstance(body, (dict, list)) else body


@schemathesis.hook
def after_call(context, case, response):
    """Which operations were answered with something real; the end of the run counts them."""
    if REACHED and response.status_code < 300:
        with open(REACHED, "a") as reached:
            reached.write(f"{case.operation.definition.raw.get('operationId')}\n")
