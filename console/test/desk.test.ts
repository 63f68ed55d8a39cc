import { expect, test } from 'vitest'
import { hereOf, homeOf, linksOf } from '../src/desks'
import { filterOf, QUEUES } from '../src/desks/queues'
import { statementsOf } from '../src/parts/statements'
import { days } from '../src/parts/time'

test('everybody begins at their own desk and sees the pages of their roles only', () => {
  expect(homeOf(['AGENT'])).toBe('/agent')
  expect(homeOf([])).toBe('/sign-in')
  expect(linksOf(['OPERATOR']).map((link) => link.to)).not.toContain('/inbox')
  expect(linksOf(['CUSTOMER']).some((link) => link.to.startsWith('/operator'))).toBe(false)
})

test('a page belongs to the longest link above it, a case to the first', () => {
  const links = linksOf(['OPERATOR'])
  expect(hereOf(links, '/operator/policies/GAME_CARD')?.to).toBe('/operator/policies')
  expect(hereOf(links, '/refunds/rfd_1')?.to).toBe('/operator')
  expect(hereOf(links, '/nowhere')).toBeUndefined()
})

test("the days of a search are Beijing's, the last one with its evening", () => {
  expect(days('2026-11-01', '2026-11-30')).toEqual({ from: '2026-10-31T16:00:00.000Z', to: '2026-11-30T16:00:00.000Z' })
  expect(days('', 'tomorrow')).toEqual({})
})

test('a queue asks for its own cases and what was searched for among them', () => {
  const mine = QUEUES.AGENT.find((tab) => tab.key === 'MINE')!
  expect(filterOf(mine, { orderNo: ' JH1 ', customerId: '', from: '2026-11-01' })).toEqual({ assigned: 'me', orderNo: 'JH1', requestedFrom: '2026-10-31T16:00:00.000Z' })
})

test('the statements of a case are what people said, in order, and not what the platform did', () => {
  const step = (seq: number, type: string, role: string, data: object) => ({ seq, type, at: '2026-11-30T00:00:00Z', actor: { role, id: 'x' }, text: '', data }) as never
  const said = statementsOf([
    step(1, 'refund.requested', 'CUSTOMER', { description: 'broken' }), step(2, 'refund.merchant_review_started', 'SYSTEM', {}),
    step(3, 'refund.merchant_rejected', 'MERCHANT', { code: 'NOT_OUR_FAULT', text: 'works' }), step(4, 'refund.evidence_supplied', 'CUSTOMER', { evidenceIds: [] }),
    step(5, 'refund.appealed', 'CUSTOMER', { statement: 'does not' }),
  ])
  expect(said.map(({ what, text }) => [what, text])).toEqual([['APPLICATION', 'broken'], ['REJECT', 'works'], ['APPEAL', 'does not']])
})
