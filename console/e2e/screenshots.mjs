// Pictures of the pages in both languages, for a phone and a desk:  node e2e/screenshots.mjs http://127.0.0.1:8080 FOLDER
import { mkdirSync } from 'node:fs'
import { browser, DESKTOP, findings, pageOf, PHONE } from './browser.mjs'

const [url, folder] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const chromium = await browser()
const complaints = []

const PEOPLE = {
  cus_alice: ['/orders', '/refunds', '/rules', '/inbox'],
  li_ming: ['/merchant?status=ALL', '/merchant/webhooks'],
  agent_chen: ['/agent?status=ALL'],
  op_zhou: ['/operator', '/operator/dead-letters', '/operator/audit'],
}

for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESKTOP })) {
  for (const language of ['zh', 'en']) {
    const shoot = async (page, name) => {
      await page.waitForFunction(() => !document.querySelector('.skeleton')).catch(() => {})
      await page.waitForTimeout(300)
      await page.screenshot({ path: `${folder}/${name}-${size}-${language}.png` })
      complaints.push(...(await findings(page)))
    }
    const first = await pageOf(chromium, url, { viewport, language, complaints })
    await first.goto(`${url}/console/sign-in`)
    await shoot(first, 'sign-in')
    for (const [person, paths] of Object.entries(PEOPLE)) {
      const page = await pageOf(chromium, url, { viewport, language, person, complaints })
      for (const path of paths) {
        await page.goto(`${url}/console${path}`)
        await shoot(page, path.replace(/\?.*/, '').slice(1).replaceAll('/', '-'))
      }
      if (person === 'cus_alice') {
        await page.goto(`${url}/console/orders`)
        await page.click('[data-order]')
        await shoot(page, 'order')
        await page.click('[data-apply]', { timeout: 2000 }).catch(() => {})
        await shoot(page, 'apply')
      }
      const link = person === 'op_zhou' ? null : await page.goto(`${url}/console${person === 'cus_alice' ? '/refunds' : paths[0]}`).then(() => page.waitForSelector('main a[href*="/refunds/"]', { timeout: 3000 })).catch(() => null)
      if (link) {
        await link.click()
        await page.waitForSelector('.line')
        await shoot(page, `case-${person}`)
      }
      await page.context().close()
    }
  }
}
await chromium.close()
console.log(complaints.join('\n') || 'No complaint of axe or the browser')
