import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Component } from 'vue'
import { i18n } from '../src/texts'

const asked: { path: string; body: any }[] = []
let answer: unknown

vi.setConfig({ testTimeout: 30_000 })
vi.stubGlobal('fetch', async (request: Request) => {
  asked.push({ path: new URL(request.url).pathname, body: await request.json() })
  return new Response(JSON.stringify(answer), { status: 200, headers: { 'Content-Type': 'application/json' } })
})
let RulingPreview: Component
beforeAll(async () => { RulingPreview = (await import('../src/parts/RulingPreview.vue')).default }, 60_000)
beforeEach(() => { vi.useFakeTimers(); asked.length = 0 })
afterEach(() => vi.useRealTimers())

const refund = { id: 'rfd_1', version: 4, requested: { value: 29_550, currency: 'CNY' } } as never
const row = (more: object) => ({ action: 'RULING', dryRun: true, counts: {}, amounts: [], rows: [{ id: 'rfd_1', outcome: 'ACCEPTED', ...more }] })

async function preview(ruling: Record<string, unknown>) {
  const shown = mount(RulingPreview, { props: { refund, ruling }, global: { plugins: [i18n] } })
  await vi.advanceTimersByTimeAsync(400)
  for (let turn = 0; turn < 5; turn++) await flushPromises()
  return shown
}

test('what each side gets is what a rehearsal says, for the version that was seen', async () => {
  answer = row({ amount: { value: 12_850, currency: 'CNY' }, awaitingConfirmation: true })
  const shown = await preview({ decision: 'RATIO', ratio: 0.5, rule: 'R3', costBearer: 'PLATFORM' })
  expect(asked).toEqual([{ path: '/v1/refunds/bulk', body: { action: 'RULING', dryRun: true, rows: [{ id: 'rfd_1', version: 4 }], ruling: { text: '—', decision: 'RATIO', ratio: 0.5, rule: 'R3', costBearer: 'PLATFORM' } } }])
  expect(shown.findAll('dd').map((sum) => sum.text())).toEqual(['¥128.50', '¥0.00', '−¥128.50'])
  expect(shown.text()).toContain('第二位客服')
})

test('nothing is asked before the form says enough', async () => {
  const shown = await preview({ decision: 'AMOUNT', rule: 'R3', costBearer: 'MERCHANT' })
  expect(asked).toEqual([])
  expect(shown.find('dl').exists()).toBe(false)
})

test('why it would be refused is said as the API says it', async () => {
  answer = row({ outcome: 'REFUSED', problem: { detail: '最多 ¥295.50' } })
  const shown = await preview({ decision: 'AMOUNT', amount: { value: 99_900, currency: 'CNY' }, rule: 'R3', costBearer: 'MERCHANT' })
  expect(shown.text()).toContain('最多 ¥295.50')
})
