import { newKey } from '../api/client'

type Kept<T> = { value: T; key: string; sent?: string }

/** What somebody typed, kept on this device, with the key it is sent with: the same body again is the same intent. */
export class Draft<T extends object> {
  private kept: Kept<T>

  constructor(private readonly name: string, empty: T) {
    const found = localStorage.getItem(this.place)
    const kept = found ? (JSON.parse(found) as Kept<T>) : undefined
    this.kept = { value: { ...empty, ...kept?.value }, key: kept?.key ?? newKey(), sent: kept?.sent }
  }

  private get place(): string {
    return `juhui.draft.${this.name}`
  }

  get value(): T {
    return this.kept.value
  }

  keep(value: T): void {
    this.kept.value = value
    this.write()
  }

  /** The key for this body; another one once a different body went out with the first. */
  async keyFor(body: unknown): Promise<string> {
    const sum = await sha256(JSON.stringify(body))
    if (this.kept.sent !== undefined && this.kept.sent !== sum) this.kept.key = newKey()
    this.kept.sent = sum
    this.write()
    return this.kept.key
  }

  forget(): void {
    localStorage.removeItem(this.place)
  }

  private write(): void {
    localStorage.setItem(this.place, JSON.stringify(this.kept))
  }
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
