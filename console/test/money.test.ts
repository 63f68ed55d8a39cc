import { expect, test } from 'vitest'
import { fen, yuan } from '../src/parts/money'

test.each([['98.5', 9850], ['９８．５', 9850], ['￥98.50', 9850], ['1,200 元', 120000], [' 0.01 ', 1], ['7', 700]])('%s is understood', (typed, value) => {
  expect(fen(typed)).toBe(value)
})
test.each(['', 'abc', '1.234', '-5', '1.2.3', '1e3'])('"%s" is no amount', (typed) => {
  expect(fen(typed)).toBeNull()
})
test('sums are shown with two places and their currency', () => {
  expect(yuan({ value: 123456, currency: 'CNY' })).toBe('¥1,234.56')
  expect(yuan({ value: 100, currency: 'USD' })).toBe('USD 1.00')
  expect(yuan({ value: -12850, currency: 'CNY' })).toBe('−¥128.50')
  expect(yuan(null)).toBe('—')
})
