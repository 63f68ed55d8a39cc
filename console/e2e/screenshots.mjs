// Pictures of all pages in both languages, for a phone and a desk:  node e2e/screenshots.mjs http://127.0.0.1:8080 FOLDER [size] [language] [name…]
import { mkdirSync } from 'node:fs'
import { browser, DESKTOP, pageOf, PHONE, settled } from './browser.mjs'
import { routesOf } from './routes.mjs'

const [url, folder, size, language, ...names] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const SIZES = { phone: PHONE, desk: DESKTOP, small: { width: 360, height: 740 }, wide: { width: 1920, height: 1080 } }
const THEMED = { zh: ['zh'], en: ['en'], dark: ['zh', 'dark'] }
const chromium = await browser()
const complaints = []
const routes = (await routesOf(url)).filter(([, name]) => names.length === 0 || names.includes(name))

for (const at of size ? [size] : ['phone', 'desk']) {
  for (const spoken of language ? [language] : ['zh', 'en']) {
    const [speaks, theme] = THEMED[spoken]
    for (const person of [...new Set(routes.map(([who]) => who))]) {
      const page = await pageOf(chromium, url, { viewport: SIZES[at], language: speaks, theme, person, complaints })
      for (const [, name, path] of routes.filter(([who]) => who === person)) {
        await page.goto(`${url}/console${path}`)
        await settled(page)
        await page.screenshot({ path: `${folder}/${name}-${at}-${spoken}.png`, fullPage: !!process.env.WHOLE })
      }
      await page.context().close()
    }
  }
}
await chromium.close()
console.log(complaints.join('\n') || 'No complaint of the browser')
