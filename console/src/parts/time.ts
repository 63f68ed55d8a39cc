import { ref } from 'vue'
import { language } from '../texts'

const beijing = (locale: string, month: 'numeric' | 'short') => new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', month, day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
const FORMATS = { zh: beijing('zh-CN', 'numeric'), en: beijing('en-GB', 'short') }

/** Beijing time, for people. */
export function when(at: string | null | undefined): string {
  return at ? FORMATS[language.value].format(new Date(at)) : '—'
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What was typed as days, which are those of Beijing, as instants: from the first one's beginning to the last one's end. */
export function days(from: unknown, to: unknown): { from?: string; to?: string } {
  const begin = (day: unknown) => (typeof day === 'string' && DAY.test(day) ? Date.parse(`${day}T00:00:00+08:00`) : NaN)
  const first = begin(from)
  const last = begin(to) + 86_400_000
  return { ...(first ? { from: new Date(first).toISOString() } : {}), ...(last ? { to: new Date(last).toISOString() } : {}) }
}

/** Seconds of the page's own clock, which only ever goes on; for counting down from what the API said remains. */
export const ticks = ref(0)
let clock: number | undefined
let watchers = 0

export function watchClock(): () => void {
  ticks.value = Math.floor(performance.now() / 1000)
  if (watchers++ === 0) clock = window.setInterval(() => (ticks.value = Math.floor(performance.now() / 1000)), 1000)
  return () => {
    if (--watchers === 0) window.clearInterval(clock)
  }
}

/** "1 d 3 h", "05:09" of seconds. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds))
  const days = Math.floor(s / 86400)
  const hours = Math.floor((s % 86400) / 3600)
  const minutes = Math.floor((s % 3600) / 60)
  const zh = language.value === 'zh'
  if (days > 0) return zh ? `${days} 天 ${hours} 小时` : `${days} d ${hours} h`
  if (hours > 0) return zh ? `${hours} 小时 ${minutes} 分` : `${hours} h ${minutes} min`
  return `${String(minutes).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`
}
