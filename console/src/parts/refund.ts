import type { Refund, Schemas } from '../api/client'

/** What a case waits for next, whoever has to act. */
export function deadlineOf(refund: Refund): Schemas['Deadline'] | undefined {
  if (refund.final) return undefined
  return refund.offer?.deadline ?? refund.intervention.deadline ?? refund.review.deadline ?? refund.payout.deadline ?? undefined
}
