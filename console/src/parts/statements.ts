import type { Schemas } from '../api/client'

export type Statement = { seq: number; role: Schemas['Role']; by: string; at: string; what: string; text: string; code?: Schemas['RejectionCode']; amount?: Schemas['Money'] }

/** What the sides said in a case, in their words and in order; steps without words of somebody's are left to the timeline. */
export function statementsOf(history: readonly Schemas['HistoryEntry'][]): Statement[] {
  return history.flatMap((step) => {
    const said = { seq: step.seq, role: step.actor.role, by: step.actor.id, at: step.at }
    switch (step.type) {
      case 'refund.requested':
        return [{ ...said, what: 'APPLICATION', text: step.data.description, amount: step.data.requestedAmount }]
      case 'refund.merchant_rejected':
        return [{ ...said, what: 'REJECT', text: step.data.text, code: step.data.code }]
      case 'refund.offer_made':
        return [{ ...said, what: 'OFFER', text: step.data.text, amount: step.data.amount }]
      case 'refund.evidence_requested':
        return [{ ...said, what: 'EVIDENCE_REQUEST', text: step.data.text }]
      case 'refund.appealed':
        return [{ ...said, what: 'APPEAL', text: step.data.statement }]
      case 'refund.evidence_supplied':
      case 'refund.resubmitted':
        return step.data.note ? [{ ...said, what: step.type === 'refund.resubmitted' ? 'RESUBMIT' : 'EVIDENCE', text: step.data.note }] : []
      case 'refund.use_claimed':
        return [{ ...said, what: 'USE_CLAIM', text: step.data.text ?? '', amount: step.data.remainingValue }]
      case 'refund.ruling_proposed':
        return [{ ...said, what: 'PROPOSAL', text: step.data.text, amount: step.data.amount }]
      case 'refund.ruling_returned':
        return [{ ...said, what: 'RETURNED', text: step.data.text }]
      case 'refund.ruled':
        return [{ ...said, what: 'RULING', text: step.data.text, amount: step.data.amount }]
      default:
        return []
    }
  })
}
