import { money, type Schemas, type Session } from "./api.js";

type Step = Schemas["HistoryEntry"];

/** What stands beside a step's own sentence: `type` says which members `data` has. */
export function aside(step: Step, language: Session["language"]): string {
  switch (step.type) {
    case "refund.merchant_review_started":
    case "refund.offer_made":
      return `${money(step.data.amount, language)} · ${when(step.data.deadline, language)}`;
    case "refund.merchant_approved":
    case "refund.express_approved":
    case "refund.offer_accepted":
      return money(step.data.amount, language);
    case "refund.merchant_rejected":
      return step.data.appealDeadline ? when(step.data.appealDeadline, language) : "";
    case "refund.ruled":
      return step.data.amount ? money(step.data.amount, language) : step.data.rule;
    case "refund.payout_recorded":
      return step.data.expectedArrivalAt ? when(step.data.expectedArrivalAt, language) : step.data.state;
    case "refund.completed":
      return `${money(step.data.amount, language)} · ${when(step.data.paidAt, language)}`;
    default:
      return "";
  }
}

export function when(instant: string, language: Session["language"]): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}
