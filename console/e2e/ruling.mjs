// An agent rules on an appeal, and both sides see it happen without asking:
//   node e2e/ruling.mjs http://127.0.0.1:8080
import assert from 'node:assert/strict'
import { DESKTOP, onlyLive, pageOf, PHONE, tell } from './browser.mjs'
import { customer, House, merchant } from './house.mjs'

const [url] = process.argv.slice(2)
const house = new House(url)
const alice = customer('cus_alice')

/** A case whose customer appealed, with a picture that says why. */
async function appealed() {
  const order = await house.order({ customer: 'cus_alice', sku: 'STEAM-300', name: 'Steam 钱包充值码 300元', category: 'GAME_CARD', price: 29550, face: 30000 })
  await house.ship(order)
  const picture = await house.evidence(alice, order.id, 'INVALID_CARD', 'invalid-card')
  const talk = await house.evidence(alice, order.id, 'CONVERSATION', 'conversation')
  const refund = await house.apply(alice, order, { claim: 'NOT_AS_DESCRIBED', reason: 'CARD_INVALID', description: '充值时提示卡密无效', evidenceIds: [picture, talk] })
  await house.act(merchant(), refund.id, 'reject', { code: 'NOT_OUR_FAULT', text: '系统显示卡密正常' })
  return house.act(alice, refund.id, 'appeal', { statement: '官方客服确认该卡密从未激活', evidenceIds: [] })
}

await tell(async ({ chromium, complaints, check }) => {
  const refund = await appealed()
  const watch = async (person, viewport) => {
    const page = await pageOf(chromium, url, { viewport, person, complaints })
    await onlyLive(page)
    await page.goto(`${url}/console/refunds/${refund.id}`)
    await page.waitForSelector('.line')
    return page
  }
  const buyer = await watch('cus_alice', PHONE)
  const shop = await watch('li_ming', DESKTOP)

  const agent = await pageOf(chromium, url, { viewport: DESKTOP, person: 'agent_chen', complaints })
  await agent.fill('form[role=search] input[type=search]', refund.orderNo)
  await agent.click('form[role=search] [type=submit]')
  await agent.waitForSelector(`a[href$="${refund.id}"]`)
  await check(agent)
  await agent.click(`a[href$="${refund.id}"]`)
  await agent.waitForSelector('[data-action=TAKE]')
  for (const words of ['充值时提示卡密无效', '系统显示卡密正常', '官方客服确认该卡密从未激活']) await agent.waitForSelector(`.word:has-text("${words}")`)
  await check(agent)
  await agent.click('[data-action=TAKE]')
  await agent.click('dialog[open] [data-send]')
  await agent.waitForSelector('dialog', { state: 'detached' })

  await agent.click('.picture >> nth=0')
  await agent.waitForSelector('[data-viewer] .viewer img')
  await agent.keyboard.press('c')
  await agent.waitForFunction(() => document.querySelectorAll('[data-viewer] .viewer img').length === 2)
  await check(agent)
  await agent.keyboard.press('Escape')

  await agent.click('[data-action=RULING]')
  await agent.check('input[name=decision][value=AMOUNT]', { force: true })
  await agent.check('input[name=rule][value=R3]', { force: true })
  await agent.check('input[name=costBearer][value=MERCHANT]', { force: true })
  await agent.fill('dialog[open] input[inputmode=decimal]', '１２８．５')
  await agent.waitForSelector('[data-preview] dd:has-text("¥128.50")')
  assert.match(await agent.textContent('[data-preview]'), /−¥128\.50/)
  await check(agent)
  await agent.fill('dialog[open] textarea', '凭证显示卡密无效，商家未举证')
  await agent.click('dialog[open] [data-send]')

  for (const side of [buyer, shop]) {
    await side.waitForSelector('.note:has-text("凭证显示卡密无效")', { timeout: 40_000 })
    assert.match(await side.textContent('header .sum'), /128\.50/)
    await check(side)
  }
})
