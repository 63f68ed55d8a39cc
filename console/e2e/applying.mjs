// A customer applies with a real picture, the merchant decides by keyboard, the customer watches the money come back:
//   node e2e/applying.mjs http://127.0.0.1:8080 PICTURE
import { DESKTOP, pageOf, PHONE, tell } from './browser.mjs'
import { House } from './house.mjs'

const [url, picture] = process.argv.slice(2)

await tell(async ({ chromium, complaints, check }) => {
  const first = await pageOf(chromium, url, { viewport: PHONE, complaints })
  await first.goto(`${url}/console/`)
  await first.click('[data-samples]')
  await first.waitForSelector('.note.good')
  await check(first)

  const order = await new House(url).order({ customer: 'cus_alice', sku: 'QQ-100', name: '腾讯QQ币 100元', category: 'GAME_CARD', price: 9900, face: 10000 })
  const customer = await pageOf(chromium, url, { viewport: PHONE, person: 'cus_alice', complaints })
  await customer.click('.opener')
  await customer.fill('[data-order-no]', order.orderNo)
  await customer.click('form[role=search] [type=submit]')
  await customer.waitForFunction(() => document.querySelectorAll('[data-order]').length === 1)
  await check(customer)
  await customer.click('[data-order]')
  await customer.selectOption('[data-reason]', 'UNUSED')
  await customer.waitForSelector('[data-apply]')
  await check(customer)
  await customer.click('[data-apply]')
  await customer.fill('[data-description]', '买错了，还没有使用')
  await customer.setInputFiles('input[type=file]', picture)
  await customer.waitForSelector('.picture + .stack .tag')
  await check(customer)
  await customer.reload()
  await customer.waitForFunction(() => document.querySelector('[data-description]')?.value === '买错了，还没有使用')
  await customer.waitForSelector('[data-send]:not([disabled])')
  await customer.dblclick('[data-send]')
  await customer.waitForURL('**/refunds/rfd_*')
  await customer.waitForSelector('[data-action=WITHDRAW]')
  await check(customer)
  const id = new URL(customer.url()).pathname.split('/').at(-1)

  const merchant = await pageOf(chromium, url, { viewport: DESKTOP, person: 'li_ming', complaints })
  await merchant.waitForSelector(`a[href$="${id}"]`)
  await check(merchant)
  // By keyboard from here on: down to the case, into it, and its decision.
  for (let row = 0; row < 50 && !(await merchant.$(`tr.here a[href$="${id}"]`)); row++) await merchant.keyboard.press('j')
  await merchant.keyboard.press('Enter')
  await merchant.waitForURL(`**/refunds/${id}`)
  await merchant.waitForSelector('[data-action=APPROVE]')
  await check(merchant)
  await merchant.keyboard.press('a')
  await merchant.waitForSelector('dialog[open]')
  await check(merchant)
  await merchant.focus('dialog[open] [data-send]')
  await merchant.keyboard.press('Enter')
  await merchant.waitForSelector('.tag.good')

  await customer.waitForSelector('h1 >> xpath=../.. >> .tag.good', { timeout: 40_000 })
})
