import { type Client, newKey, of, type Refund, type Schemas } from "./api.js";

type Action = Schemas["RefundAction"];

/** What a button asks for before it can be pressed. */
export interface Asked {
  text?: string;
  amount?: Schemas["Money"];
  evidenceIds?: string[];
  account?: Omit<Schemas["ReplacementAccount"], "evidenceIds">;
  accept?: boolean;
}

/**
 * Presses a button of a case. The switch knows every action there is: a new one does not compile until somebody has decided what its
 * button does.
 */
export function press(api: Client, refund: Refund, action: Action, asked: Asked = {}): Promise<Refund> {
  const params = {
    path: { id: refund.id },
    header: { "If-Match": `"${refund.version}"`, "Idempotency-Key": newKey(), Prefer: "wait=5" },
  };
  const text = asked.text ?? "";
  const evidenceIds = asked.evidenceIds ?? [];
  const decision = asked.accept === false ? "REFUSE" : "ACCEPT";
  switch (action) {
    case "WITHDRAW":
      return of(api.POST("/v1/refunds/{id}/withdraw", { params }));
    case "URGE":
      return of(api.POST("/v1/refunds/{id}/urge", { params }));
    case "EVIDENCE":
      return of(api.POST("/v1/refunds/{id}/evidence", { params, body: { evidenceIds, note: text } }));
    case "RESUBMIT":
      return of(api.POST("/v1/refunds/{id}/resubmit", { params, body: { evidenceIds, note: text } }));
    case "APPEAL":
      return of(api.POST("/v1/refunds/{id}/appeal", { params, body: { statement: text, evidenceIds } }));
    case "INTERVENTION":
      return of(api.POST("/v1/refunds/{id}/intervention", { params, body: { statement: text, evidenceIds } }));
    case "OFFER_ACCEPT":
      return of(api.POST("/v1/refunds/{id}/offer/accept", { params }));
    case "OFFER_DECLINE":
      return of(api.POST("/v1/refunds/{id}/offer/decline", { params }));
    case "REPLACEMENT_ACCOUNT":
      return of(
        api.POST("/v1/refunds/{id}/replacement-account", { params, body: { ...needed(asked.account), evidenceIds } }),
      );
    case "APPROVE":
      return of(api.POST("/v1/refunds/{id}/approve", { params, body: {} }));
    case "REJECT":
      return of(api.POST("/v1/refunds/{id}/reject", { params, body: { code: "OTHER", text } }));
    case "EVIDENCE_REQUEST":
      return of(api.POST("/v1/refunds/{id}/evidence-request", { params, body: { kinds: ["OTHER"], text } }));
    case "OFFER":
      return of(api.POST("/v1/refunds/{id}/offer", { params, body: { amount: needed(asked.amount), text } }));
    case "TAKE":
      return of(api.POST("/v1/refunds/{id}/take", { params }));
    case "RULING":
      return of(
        api.POST("/v1/refunds/{id}/ruling", {
          params,
          body: { decision: "FULL", rule: "R1", text, costBearer: "MERCHANT" },
        }),
      );
    case "RULING_CONFIRMATION":
      return of(api.POST("/v1/refunds/{id}/ruling/confirmation", { params, body: { decision, text } }));
    case "REPLACEMENT_ACCOUNT_VERIFICATION":
      return of(api.POST("/v1/refunds/{id}/replacement-account/verification", { params, body: { decision, text } }));
  }
}

function needed<T>(asked: T | undefined): T {
  if (asked === undefined) throw new Error("This button asks for more");
  return asked;
}
