import type { Schemas } from '../api/client'

export type Policy = Schemas['NewPolicy']
export type Change = { path: string; before: unknown; after: unknown }

/** The times that a policy says, in the order in which a case meets them. */
export const TIMES = ['selfServiceWindow', 'reviewDeadline', 'expressReviewDeadline', 'silenceGrace', 'urgeInterval', 'evidenceDeadline', 'appealWindow'] as const
export const COUNTS = ['appealRounds', 'maxApplications', 'evidenceRequests', 'clockStopPercent'] as const
export const SUMS = ['rulingLimit', 'platformCostLimit'] as const
export const EXPRESS_SUMS = ['maxAmount', 'customerAmount', 'merchantAmount'] as const
export const EXPRESS_COUNTS = ['customerRefunds', 'merchantRefunds', 'refundedShare'] as const

const isMoney = (value: unknown): value is Schemas['Money'] => typeof value === 'object' && value !== null && 'currency' in value
const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value) && !isMoney(value)

/** What differs between two versions, place by place; what the platform sets by itself is left out. */
export function differences(before: object, after: object, path = ''): Change[] {
  const left = before as Record<string, unknown>
  const right = after as Record<string, unknown>
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name) => {
    if (!path && (name === 'version' || name === 'merchantOverrides')) return []
    const [was, is] = [left[name], right[name]]
    if (isTree(was) || isTree(is)) return differences(isTree(was) ? was : {}, isTree(is) ? is : {}, `${path}${name}.`)
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ path: path + name, before: was, after: is }]
  })
}
