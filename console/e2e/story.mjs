// A customer applies with a real picture, the merchant decides by keyboard, the customer watches the money come back:
//   node e2e/story.mjs http://127.0.0.1:8080 PICTURE
import { browser, DESKTOP, findings, pageOf, PHONE } from './browser.mjs'

const [url, picture] = process.argv.slice(2)
const complaints = []
const chromium = await browser()
const check = async (page) => complaints.push(...(await findings(page)))

try {
  const first = await pageOf(chromium, url, { viewport: PHONE, complaints })
  await first.goto(`${url}/console/`)
  await first.click('[data-samples]')
  await first.waitForSelector('.note.good')
  await check(first)

  const customer = await pageOf(chromium, url, { viewport: PHONE, person: 'cus_alice', complaints })
  await customer.click('[data-order]:has-text("QQ")')
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
  if (complaints.length) throw new Error(complaints.join('\n'))
  console.log('The story was told to its end')
} catch (error) {
  console.log(error.stack ?? String(error), '\n', complaints.join('\n'))
  process.exitCode = 1
} finally {
  await chromium.close()
}
