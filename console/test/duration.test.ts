import { expect, test } from 'vitest'
import { parsed, spoken, took, written } from '../src/parts/duration'

test.each([['PT168H', 7, 'D'], ['PT12H', 12, 'H'], ['PT15M', 15, 'M'], ['P1DT12H', 36, 'H'], ['PT1H30M', 90, 'M'], ['PT0S', 0, 'M']] as const)('%s is understood', (text, count, unit) => {
  expect(parsed(text)).toEqual({ count, unit })
})
test.each([['PT168H'], ['PT12H'], ['PT15M'], ['PT90M']])('%s is written as it was read', (text) => {
  expect(written(parsed(text))).toBe(text)
})
test('durations are said in the largest unit, and those of figures in round numbers', () => {
  expect(spoken('PT168H')).toBe('7 天')
  expect(spoken(undefined)).toBe('—')
  expect([took(null), took(42), took(1900), took(39_100), took(200_000)]).toEqual(['—', '42 秒', '32 分钟', '10.9 小时', '2.3 天'])
})
