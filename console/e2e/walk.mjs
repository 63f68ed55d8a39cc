// Every page of every role past axe, on a phone and a desk, in light and dark:
//   node e2e/walk.mjs http://127.0.0.1:8080
import { DESKTOP, pageOf, settled, tell } from './browser.mjs'
import { routesOf } from './routes.mjs'

const [url] = process.argv.slice(2)
const SMALL = { width: 360, height: 740 }

await tell(async ({ chromium, complaints, check }) => {
  const routes = await routesOf(url)
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
