import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

/** Chromium of this machine; exit code 3 says that there is none. */
export async function browser() {
  if (!found) {
    console.log('There is no Chromium')
    process.exit(3)
  }
  return chromium.launch({ executablePath: found, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN'] })
}

/** A page of somebody of their own, which breaks the story where the console throws or the browser refuses something of it. */
export async function pageOf(browser, url, { viewport, language = 'zh', theme = 'auto', person, complaints }) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  await context.addInitScript(([spoken, dressed]) => {
    localStorage.setItem('juhui.language', spoken)
    localStorage.setItem('juhui.theme', dressed)
  }, [language, theme])
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Trusted/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`)
  })
  if (person) {
    await page.goto(`${url}/console/sign-in`)
    await page.click(`[data-person="${person}"]`)
    await page.waitForURL((now) => !now.pathname.endsWith('/sign-in'))
  }
  return page
}

/** Waits until the page shows something whole, and the same at two looks. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    if (!main) return false
    const size = main.innerHTML.length
    const isStill = globalThis.sizeBefore === size
    globalThis.sizeBefore = size
    return isStill && main?.querySelector('h1, .note') && !main.querySelector('.skeleton') && [...main.querySelectorAll('img')].every((image) => image.complete)
  }, null, { polling: 150, timeout: 20_000 })
}

/** Serious findings of axe on the page as it stands. */
export async function findings(page) {
  // The tool goes in over the protocol, so that the page's own policy stays what it is.
  await page.evaluate(axe)
  const result = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }))
  return result.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${page.url()}: ${each.id}: ${each.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`)
}

/** Tells a story to its end, or says what broke it. What axe, the browser or the page's scripts complain of breaks it, too. */
export async function tell(story) {
  const complaints = []
  const chromium = await browser()
  try {
    await story({ chromium, complaints, check: async (page) => complaints.push(...(await findings(page))) })
    if (complaints.length) throw new Error([...new Set(complaints)].join('\n'))
    console.log('The story was told to its end')
  } catch (error) {
    console.log(error.stack ?? String(error), '\n', complaints.join('\n'))
    process.exitCode = 1
  } finally {
    await chromium.close()
  }
}

/** Without the pages' asking anew every few seconds: what such a page shows of others' doings came by the stream. */
export async function onlyLive(page) {
  await page.addInitScript(() => {
    const every = window.setInterval
    window.setInterval = (act, pause, ...more) => (pause >= 10_000 ? 0 : every(act, pause, ...more))
  })
}
