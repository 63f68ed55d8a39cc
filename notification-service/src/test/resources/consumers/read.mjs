// Reads what is written on standard input with the public libraries, as a merchant would, and prints what they understood.
import { readFileSync } from "node:fs";
import { HTTP, Kafka } from "cloudevents";
import { Webhook } from "standardwebhooks";

const given = JSON.parse(readFileSync(0, "utf8"));
const body = Buffer.from(given.webhook.body, "base64").toString("utf8");
for (const secret of given.secrets) new Webhook(secret).verify(body, given.webhook.headers);
let forged = false;
try {
  new Webhook(given.secrets[0]).verify(body + " ", given.webhook.headers);
  forged = true;
} catch { /* as it should be */ }

const delivery = HTTP.toEvent({ headers: given.webhook.headers, body });
const record = Kafka.toEvent({ key: given.record.key, headers: given.record.headers, value: Buffer.from(given.record.value, "base64") });
const seen = event => ({ id: event.id, type: event.type, subject: event.subject, sequence: event.sequence, sequencetype: event.sequencetype,
  merchantid: event.merchantid, refundId: event.data.refundId });
console.log(JSON.stringify({ forged, delivery: seen(delivery), record: seen(record) }));
