import { token } from '../session/session'
import { language } from '../texts'
import { Refused } from './client'

async function fetched(path: string, accept?: string): Promise<Blob> {
  const headers: Record<string, string> = { Authorization: `Bearer ${await token()}`, 'Accept-Language': language.value === 'zh' ? 'zh-CN' : 'en', ...(accept ? { Accept: accept } : {}) }
  const answer = await fetch(path, { headers }).catch(() => undefined)
  if (!answer) throw new Refused({}, 0)
  if (!answer.ok) throw new Refused(await answer.json().catch(() => ({})), answer.status)
  return answer.blob()
}

/** A picture is fetched with the token, because an image element can't send one; empty where it isn't there. */
export async function picture(id: string, which: 'thumbnail' | 'content'): Promise<string> {
  return fetched(`/v1/evidence/${encodeURIComponent(id)}/${which}`).then((blob) => URL.createObjectURL(blob), () => '')
}

/** Has the browser keep a file of the API under this name. */
export async function save(path: string, name: string, accept?: string): Promise<void> {
  const url = URL.createObjectURL(await fetched(path, accept))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The query of a file's address. */
export function queryOf(asked: object): string {
  return new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)])).toString()
}
