// Every page of every role past axe, on a phone and a desk, in light and dark:
//   node e2e/walk.mjs http://127.0.0.1:8080
import { DESKTOP, pageOf, settled, tell } from './browser.mjs'
import { customer, House } from './house.mjs'
import { routesOf } from './routes.mjs'

const [url] = process.argv.slice(2)
const SMALL = { width: 360, height: 740 }

/** So that there is an order to look at, a question about it, and a case. */
async function furnish(house) {
  const alice = customer('cus_alice')
  const card = { customer: 'cus_alice', sku: 'QQ-100', name: '腾讯QQ币 100元', category: 'GAME_CARD', price: 9900, face: 10000 }
  await house.apply(alice, await house.order(card), {})
  const order = await house.order(card)
  await house.call(alice, 'POST', `/v1/orders/${order.id}/messages`, { text: '这张卡什么时候发货？' })
}

await tell(async ({ chromium, complaints, check }) => {
  await furnish(new House(url))
  const routes = await routesOf(url)
  for (const name of ['order', 'apply', 'agent-talk', 'case-merchant-merchant_review']) if (!routes.some(([, each]) => each === name)) complaints.push(`There is no page ${name}`)
  for (const [viewport, language, theme] of [[SMALL, 'zh', 'light'], [DESKTOP, 'en', 'dark']]) {
    for (const person of new Set(routes.map(([who]) => who))) {
      const page = await pageOf(chromium, url, { viewport, language, theme, person, complaints })
      for (const [, name, path] of routes.filter(([who]) => who === person)) {
        await page.goto(`${url}/console${path}`)
        await settled(page)
        await check(page)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (wide > 0) complaints.push(`${name} is ${wide} px wider than ${viewport.width}`)
      }
      await page.context().close()
    }
  }
})
