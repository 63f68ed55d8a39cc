// An operator sees a payout that is stuck, holds the channel back while its account is filled, and lets it go again:
//   node e2e/channel.mjs http://127.0.0.1:8080
import { DESKTOP, pageOf, tell } from './browser.mjs'
import { customer, House, merchant, operator } from './house.mjs'

const [url] = process.argv.slice(2)
const house = new House(url)
const buyer = customer('cus_wangfang')
const CHANNEL = 'BANK_CARD'
const fault = (kind) => house.dev(`channels/${CHANNEL}/faults`, { kind })

async function approved() {
  const order = await house.order({ customer: buyer[0], sku: 'JD-500', name: '京东 E 卡 500元', category: 'GIFT_CARD', price: 49500, face: 50000, channel: CHANNEL })
  const refund = await house.apply(buyer, order, {})
  return house.act(merchant(), refund.id, 'approve', {})
}

try {
  await tell(async ({ chromium, complaints, check }) => {
    await fault('INSUFFICIENT_BALANCE')
    const refund = await approved()
    const page = await pageOf(chromium, url, { viewport: DESKTOP, person: 'op_zhou', complaints })
    await page.waitForSelector('[data-channels] .tag')
    await check(page)
    await page.click('a.card[href$="/operator/money"] >> nth=0')
    await page.waitForSelector(`tr[data-stuck] a[href$="${refund.id}"]`, { timeout: 40_000 })
    await check(page)

    const pull = async (why, then) => {
      await page.click(`[data-channel=${CHANNEL}] [data-pull]`)
      await page.waitForSelector('dialog[open]')
      await check(page)
      await page.fill('[data-why]', why)
      await page.click('dialog[open] [data-send]')
      await page.waitForSelector(`[data-channel=${CHANNEL}] .tag.${then}`)
    }
    await pull('账户余额不足，财务正在充值', 'warn')
    await fault('NONE')
    await page.click(`tr[data-stuck] a[href$="${refund.id}"]`)
    await page.waitForSelector('.line')
    await check(page)
    await page.goBack()
    await page.waitForSelector(`[data-channel=${CHANNEL}]`)
    await pull('已充值，恢复付款', 'good')

    // The channel's own time to try again is longer than an operator waits; who was faster doesn't matter.
    await page.goto(`${url}/console/refunds/${refund.id}`)
    await page.click('[data-retry]', { timeout: 10_000 }).catch(() => undefined)
    await house.reached(buyer, refund.id, 'COMPLETED')
    await page.waitForSelector('header .tag.good', { timeout: 40_000 })
    await page.click('.side a[href$="/operator/money"]')
    await page.waitForSelector('[data-channel]')
    await page.waitForSelector(`tr[data-stuck] a[href$="${refund.id}"]`, { state: 'detached' })
    await page.click('.side a[href$="/operator/audit"]')
    await page.waitForSelector('td:has-text("已充值，恢复付款")')
    await check(page)
  })
} finally {
  await fault('NONE')
  await house.call(operator(), 'POST', `/v1/channels/${CHANNEL}/resume`, { reason: '测试结束' }).catch(() => undefined)
}
