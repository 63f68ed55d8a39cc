import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import CountDown from '../src/parts/CountDown.vue'
import { i18n } from '../src/texts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('counts down from what remains, whatever the browser takes the time for', async () => {
  const deadline = { at: '2020-01-01T00:00:00Z', remainingSeconds: 65, overdue: false }
  const shown = mount(CountDown, { props: { deadline }, global: { plugins: [i18n] } })
  expect(shown.text()).toContain('01:05')
  vi.advanceTimersByTime(5000)
  await nextTick()
  expect(shown.text()).toContain('01:00')
  vi.advanceTimersByTime(61_000)
  await nextTick()
  expect(shown.text()).toBe('已超时')
})
