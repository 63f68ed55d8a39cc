import { press } from "./actions.js";
import { type Client, client, money, newKey, of, type Refund, Refused, type Schemas, type Session } from "./api.js";
import { aside, when } from "./steps.js";

const session: Session = {
  gateway: new URLSearchParams(location.search).get("gateway") ?? "http://127.0.0.1:8080",
  token: "",
  language: navigator.language.startsWith("zh") ? "zh" : "en",
};

/** Only in standalone: everywhere else the token comes from the platform's sign-in. */
async function signIn(subject: string, role: "CUSTOMER" | "STOREFRONT"): Promise<Client> {
  const answer = await fetch(`${session.gateway}/dev/tokens`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ subject, roles: [role] }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return client({ ...session, token: accessToken });
}

/** Something to refund: here the storefront is this page, too. */
async function sell(storefront: Client, customerId: string): Promise<Schemas["Order"]> {
  const now = new Date().toISOString();
  const orderNo = `WEB${Date.now()}`;
  return of(
    storefront.POST("/v1/orders", {
      params: { header: { "Idempotency-Key": newKey() } },
      body: {
        orderNo,
        customerId,
        merchantId: "mer_guoka",
        currency: "CNY",
        placedAt: now,
        items: [{ sku: "GC-100", name: "100元游戏点卡", category: "GAME_CARD", quantity: 1, unitPrice: 9900, faceValue: 10000 }],
        payment: { channel: "ALIPAY", channelTransactionId: orderNo, paidAmount: 9900, paidAt: now },
        expressRefund: false,
      },
    }),
  );
}

async function showOrders(api: Client): Promise<void> {
  const page = await of(api.GET("/v1/orders", { params: { query: { limit: 20 } } }));
  list("orders", page.data, (order, row) => {
    row.append(`${order.productName} · ${money(order.balance.refundable, session.language)}`);
    if (order.allowedActions.includes("REQUEST_REFUND")) {
      row.append(button("申请退款 · Refund", () => apply(api, order)));
    }
  });
}

/** Asks first: the answer says what can be had, which evidence is needed, and when it is a no what to do instead. */
async function apply(api: Client, order: Schemas["Order"]): Promise<void> {
  const eligibility = await of(
    api.GET("/v1/orders/{orderId}/refund-eligibility", {
      params: { path: { orderId: order.id }, query: { reason: "UNUSED" } },
    }),
  );
  if (!eligibility.eligible) {
    const blocking = eligibility.rules.filter((rule) => rule.outcome === "BLOCKED");
    return say(blocking.map((rule) => `${rule.text} ${rule.hint}`).join("\n"));
  }
  const refund = await of(
    api.POST("/v1/refunds", {
      params: { header: { "Idempotency-Key": newKey(), Prefer: "wait=10" } },
      body: { orderId: order.id, claim: "OTHER", reason: "UNUSED", description: "买错了，还没有使用" },
    }),
  );
  await showCase(api, refund);
}

async function showCase(api: Client, refund: Refund): Promise<void> {
  const history = await of(api.GET("/v1/refunds/{id}/history", { params: { path: { id: refund.id } } }));
  const deadline = refund.review.deadline;
  say(
    [
      refund.statusText,
      refund.approved ? money(refund.approved, session.language) : "",
      deadline ? when(deadline.at, session.language) : "",
      refund.payout.explanation ?? "",
    ]
      .filter((line) => line !== "")
      .join("\n"),
  );
  list("steps", history.data, (step, row) => row.append(`${step.text} ${aside(step, session.language)}`));
  list("buttons", refund.allowedActions, (action, row) =>
    row.append(button(action, async () => showCase(api, await press(api, refund, action, { text: "…" })))),
  );
}

function button(label: string, press: () => Promise<void>): HTMLButtonElement {
  const element = document.createElement("button");
  element.textContent = label;
  element.onclick = () => press().catch(explain);
  return element;
}

/** Sentences are the API's own; `code` decides what the page does about it. */
function explain(trouble: unknown): void {
  if (!(trouble instanceof Refused)) throw trouble;
  const { problem } = trouble;
  switch (problem.code) {
    case "STALE_VERSION":
    case "ACTION_NOT_ALLOWED":
      say(problem.until ? `${problem.detail} ${when(problem.until, session.language)}` : problem.detail);
      break;
    case "INVALID_INPUT":
      say((problem.errors ?? []).map((error) => `${error.pointer}: ${error.detail}`).join("\n"));
      break;
    case "REFUND_NOT_ELIGIBLE":
      say((problem.rules ?? []).map((rule) => `${rule.text} ${rule.hint}`).join("\n"));
      break;
    default:
      say(`${problem.detail} (${problem.traceId})`);
  }
}

function list<T>(id: string, items: readonly T[], fill: (item: T, row: HTMLLIElement) => void): void {
  const rows = items.map((item) => {
    const row = document.createElement("li");
    fill(item, row);
    return row;
  });
  document.getElementById(id)?.replaceChildren(...rows);
}

function say(text: string): void {
  const place = document.getElementById("said");
  if (place) place.textContent = text;
}

async function main(): Promise<void> {
  const customer = await signIn("cus_alice", "CUSTOMER");
  const storefront = await signIn("web_shop", "STOREFRONT");
  document.getElementById("sell")?.addEventListener("click", () => {
    sell(storefront, "cus_alice")
      .then(() => showOrders(customer))
      .catch(explain);
  });
  await showOrders(customer);
}

main().catch(explain);
