import { language } from '../texts'

const UNITS = ['D', 'H', 'M'] as const
export type Unit = (typeof UNITS)[number]
export type Duration = { count: number; unit: Unit }
const MINUTES: Record<Unit, number> = { D: 1440, H: 60, M: 1 }

/** "PT168H", "P7D", "PT1H30M" in the largest unit that says it without a remainder. */
export function parsed(text: string): Duration {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+(?:\.\d+)?S)?)?$/.exec(text)
  const minutes = match ? Number(match[1] ?? 0) * 1440 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) : 0
  const unit = UNITS.find((each) => minutes >= MINUTES[each] && minutes % MINUTES[each] === 0) ?? 'M'
  return { count: minutes / MINUTES[unit], unit }
}

/** As the API writes it: in hours, or minutes where there are no whole hours. */
export function written({ count, unit }: Duration): string {
  const minutes = Math.round(count * MINUTES[unit])
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`
}

const WORDS = { zh: { D: '天', H: '小时', M: '分钟' }, en: { D: 'd', H: 'h', M: 'min' } }

/** For people: "7 天", "12 h". */
export function spoken(text: string | null | undefined): string {
  if (!text) return '—'
  const { count, unit } = parsed(text)
  return `${count} ${WORDS[language.value][unit]}`
}

/** Of seconds, for figures: "35 min", "5.2 h". */
export function took(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '—'
  const words = WORDS[language.value]
  if (seconds < 90) return `${Math.round(seconds)} ${language.value === 'zh' ? '秒' : 's'}`
  if (seconds < 5400) return `${Math.round(seconds / 60)} ${words.M}`
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} ${words.H}` : `${(seconds / 86_400).toFixed(1)} ${words.D}`
}
