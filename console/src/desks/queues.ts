import type { components, paths } from '../api/schema'
import { days } from '../parts/time'

export type Filter = NonNullable<paths['/v1/refunds']['get']['parameters']['query']>
export type Tab = { key: string; text: string; filter: Filter }

const state = (status: components['schemas']['RefundStatus']): Tab => ({ key: status, text: `status.${status}`, filter: { status: [status] } })
const OVERDUE: Tab = { key: 'OVERDUE', text: 'queue.overdue', filter: { overdue: true } }
const ALL: Tab = { key: 'ALL', text: 'common.all', filter: {} }

/** The queues of a desk; the first is the one that one begins with. */
export const QUEUES: Record<'MERCHANT' | 'AGENT', Tab[]> = {
  MERCHANT: [state('MERCHANT_REVIEW'), OVERDUE, state('AWAITING_EVIDENCE'), state('OFFERED'), state('PLATFORM_REVIEW'), ALL],
  AGENT: [
    { key: 'FREE', text: 'queue.free', filter: { assigned: 'none' } },
    { key: 'MINE', text: 'queue.mine', filter: { assigned: 'me' } },
    { key: 'CONFIRM', text: 'queue.confirm', filter: { awaitingConfirmation: true } },
    { ...state('PAYOUT_ABNORMAL'), text: 'queue.accounts' },
    { key: 'TWICE', text: 'queue.twice', filter: { paidTwice: true } },
    ALL,
  ],
}

/** What the address of a queue asks for: its tab, and what was searched for; days are those of Beijing. */
export function filterOf(tab: Tab, query: Record<string, unknown>): Filter {
  const text = (name: string) => (typeof query[name] === 'string' && query[name].trim() ? { [name]: query[name].trim() } : {})
  const asked = days(query.from, query.to)
  return { ...tab.filter, ...text('orderNo'), ...text('customerId'), ...(asked.from ? { requestedFrom: asked.from } : {}), ...(asked.to ? { requestedTo: asked.to } : {}) }
}
