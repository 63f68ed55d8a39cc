# Reads what is written on standard input with the public libraries, as a merchant would, and prints what they understood.
import base64, json, sys
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

given = json.load(sys.stdin)
headers = given["webhook"]["headers"]
body = base64.b64decode(given["webhook"]["body"])
for secret in given["secrets"]:
    Webhook(secret).verify(body, headers)
try:
    Webhook(given["secrets"][0]).verify(body + b" ", headers)
    forged = True
except WebhookVerificationError:
    forged = False

def seen(event):
    data = event.get_data()
    data = data if isinstance(data, dict) else json.loads(data)
    return {"id": event.get_id(), "type": event.get_type(), "subject": event.get_subject(), "sequence": event.get_extension("sequence"),
            "sequencetype": event.get_extension("sequencetype"), "merchantid": event.get_extension("merchantid"), "refundId": data["refundId"]}

record = given["record"]
print(json.dumps({
    "forged": forged,
    "delivery": seen(from_http_event(HTTPMessage(headers=headers, body=body))),
    "record": seen(from_kafka_event(KafkaMessage(
        headers={name: value.encode() for name, value in record["headers"].items()}, key=record["key"].encode(),
        value=base64.b64decode(record["value"])))),
}))
