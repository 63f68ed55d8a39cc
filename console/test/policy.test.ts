import { expect, test } from 'vitest'
import { differences } from '../src/parts/policy'

const before = { version: 3, reviewDeadline: 'PT12H', express: { allowed: true, maxAmount: { value: 50_000, currency: 'CNY' } }, requiredEvidence: { UNUSED: [], CARD_INVALID: [{ kind: 'INVALID_CARD', min: 1 }] } }

test('nothing differs from itself, and a version of its own is no difference', () => {
  expect(differences(before, structuredClone({ ...before, version: 4 }))).toEqual([])
})

test('what was changed, added or taken out is named by its place, with a sum as one value', () => {
  const after = { ...before, reviewDeadline: 'PT24H', express: { allowed: true, maxAmount: { value: 20_000, currency: 'CNY' }, refundedShare: 30 }, requiredEvidence: { CARD_INVALID: [{ kind: 'INVALID_CARD', min: 2 }] } }
  expect(differences(before, after)).toEqual([
    { path: 'reviewDeadline', before: 'PT12H', after: 'PT24H' },
    { path: 'express.maxAmount', before: { value: 50_000, currency: 'CNY' }, after: { value: 20_000, currency: 'CNY' } },
    { path: 'express.refundedShare', before: undefined, after: 30 },
    { path: 'requiredEvidence.UNUSED', before: [], after: undefined },
    { path: 'requiredEvidence.CARD_INVALID', before: [{ kind: 'INVALID_CARD', min: 1 }], after: [{ kind: 'INVALID_CARD', min: 2 }] },
  ])
})
