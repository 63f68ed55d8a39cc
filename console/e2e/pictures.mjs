// The pictures of docs/console.md, from a platform that e2e/seed.mjs furnished:
//   node e2e/pictures.mjs http://127.0.0.1:8080 ../docs/console
import { mkdirSync, writeFileSync } from 'node:fs'
import { browser, DESKTOP, pageOf, PHONE, settled } from './browser.mjs'
import { small } from './palette.mjs'
import { routesOf } from './routes.mjs'

const [url, folder] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const DESK = { width: 1280, height: 800 }
const routes = await routesOf(url)
const pathOf = (name) => {
  const found = routes.find(([, each]) => each === name)
  if (!found) throw new Error(`There is no page ${name}: is this platform furnished?`)
  return found
}
const chromium = await browser()
const complaints = []

async function take(picture, name, { viewport = DESK, language = 'zh', theme = 'light', before } = {}) {
  const [person, , path] = pathOf(name)
  const page = await pageOf(chromium, url, { viewport, language, theme, person, complaints })
  await page.goto(`${url}/console${path}`)
  await settled(page)
  await before?.(page)
  await page.mouse.move(0, 0)
  writeFileSync(`${folder}/${picture}.png`, small(await page.screenshot()))
  await page.context().close()
}

await take('sign-in', 'sign-in')
await take('order', 'order', { viewport: PHONE })
await take('refund', 'case-customer-offered', { viewport: PHONE })
await take('merchant-queue', 'merchant', { language: 'en' })
await take('merchant-case', 'case-merchant-merchant_review', { language: 'en' })
await take('figures-dark', 'merchant-figures', { theme: 'dark' })
await take('agent-case', 'case-agent-platform_review', { viewport: DESKTOP })
await take('evidence', 'case-agent-platform_review', {
  before: async (page) => {
    await page.click('.picture >> nth=0')
    await page.keyboard.press('c')
    await page.waitForFunction(() => [...document.querySelectorAll('[data-viewer] img')].filter((image) => image.complete && image.naturalWidth).length === 2)
  },
})
await take('ruling', 'case-agent-platform_review', {
  before: async (page) => {
    await page.click('[data-action=RULING]')
    await page.check('input[name=decision][value=AMOUNT]', { force: true })
    await page.check('input[name=rule][value=R3]', { force: true })
    await page.check('input[name=costBearer][value=MERCHANT]', { force: true })
    await page.fill('dialog[open] input[inputmode=decimal]', '330')
    await page.waitForSelector('[data-preview] dd')
    await page.locator('[data-preview]').scrollIntoViewIfNeeded()
  },
})
await take('overview', 'operator')
await take('money', 'operator-money', { language: 'en' })
await take('policy', 'operator-policies-GAME_CARD', {
  before: async (page) => {
    await page.fill('input[type=number] >> nth=1', '2')
    await page.press('input[type=number] >> nth=1', 'Tab')
    await page.waitForSelector('[data-diff] ins')
  },
})
await chromium.close()
console.log(complaints.join('\n') || 'No complaint of the browser')
