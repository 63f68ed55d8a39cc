import { createI18n } from 'vue-i18n'
import { computed } from 'vue'
import zh from './zh'
import en from './en'

export type Language = 'zh' | 'en'
const KEPT = 'juhui.language'

export const i18n = createI18n({
  legacy: false,
  locale: localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh',
  fallbackLocale: 'zh',
  messages: { zh, en },
})

export const t = i18n.global.t
export const language = computed(() => i18n.global.locale.value as Language)

export function speak(chosen: Language): void {
  i18n.global.locale.value = chosen
  localStorage.setItem(KEPT, chosen)
  say()
}

/** Tells the browser the language of the page. */
export function say(): void {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
  document.title = t('name')
}
