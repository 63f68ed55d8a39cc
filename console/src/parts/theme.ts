import { ref } from 'vue'

export const THEMES = ['auto', 'light', 'dark'] as const
export const theme = ref((localStorage.getItem('juhui.theme') ?? 'auto') as (typeof THEMES)[number])

export function dress(): void {
  localStorage.setItem('juhui.theme', theme.value)
  if (theme.value === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme.value
}
