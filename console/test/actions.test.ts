import { expect, test } from 'vitest'
import { body, FORMS, offered } from '../src/parts/actions'

const amount = (typed: string) => ({ value: Number(typed) * 100, currency: 'CNY' })

test('there are the buttons that the API allows and no other', () => {
  expect(offered(['REJECT', 'APPROVE'])).toEqual(['APPROVE', 'REJECT'])
  expect(offered([])).toEqual([])
})

test('what is left empty is left out', () => {
  expect(body(FORMS.EVIDENCE.fields, { evidenceIds: ['evd_1'], note: '' }, amount)).toEqual({ evidenceIds: ['evd_1'] })
})

test('a ruling has a share or an amount only where its decision takes one', () => {
  const typed = { decision: 'FULL', ratio: '0.5', amount: '9', rule: 'R6', costBearer: 'MERCHANT', text: 'x' }
  expect(body(FORMS.RULING.fields, typed, amount)).toEqual({ decision: 'FULL', rule: 'R6', costBearer: 'MERCHANT', text: 'x' })
  expect(body(FORMS.RULING.fields, { ...typed, decision: 'RATIO' }, amount)).toHaveProperty('ratio', 0.5)
  expect(body(FORMS.RULING.fields, { ...typed, decision: 'AMOUNT' }, amount)).toHaveProperty('amount', { value: 900, currency: 'CNY' })
})

test('no two actions have the same key', () => {
  const keys = Object.values(FORMS).flatMap((form) => form.shortcut ?? [])
  expect(new Set(keys).size).toBe(keys.length)
})
