import { ref, shallowRef } from 'vue'
import type { User, UserManager } from 'oidc-client-ts'

export type Person = { subject: string; roles: string[]; merchantId?: string }
type Config = { kind: 'OIDC' | 'DEV' | 'NONE'; authority?: string; clientId?: string; tokens?: string }

/** Who is signed in. The token itself is kept in memory only. */
export const person = shallowRef<Person | null>(null)
export const kind = ref<Config['kind']>('NONE')

const WHO = 'juhui.person'
let config: Config = { kind: 'NONE' }
let manager: UserManager | undefined
let bearer: { value: string; until: number } | undefined

/** Asks how people sign in, and signs in whom it knows already: who one is survives a reload, the token doesn't. */
export async function begin(): Promise<string | undefined> {
  const answer = await fetch('/console/config.json')
  config = answer.ok ? await answer.json() : { kind: 'NONE' }
  kind.value = config.kind
  if (config.kind === 'DEV') {
    const known = sessionStorage.getItem(WHO)
    if (known) await become(JSON.parse(known))
  } else if (config.kind === 'OIDC') {
    return await comeBack()
  }
  return undefined
}

/** The token to call with, a new one where it ends soon. */
export async function token(): Promise<string | undefined> {
  if (bearer && Date.now() < bearer.until) return bearer.value
  if (config.kind === 'DEV' && person.value) await become(person.value)
  if (config.kind === 'OIDC' && manager) remember(await manager.signinSilent().catch(() => null))
  return bearer?.value
}

/** On one machine: whoever asks is whom they want to be. */
export async function become(who: Person): Promise<void> {
  const given = await devToken(who)
  if (!given) return
  bearer = given
  person.value = who
  sessionStorage.setItem(WHO, JSON.stringify(who))
}

/** A token of somebody else, such as the shop's back end. */
export async function devToken(who: Person): Promise<{ value: string; until: number } | undefined> {
  const answer = await fetch(config.tokens ?? '', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(who),
  })
  if (!answer.ok) return undefined
  const { accessToken, expiresIn } = await answer.json()
  return { value: accessToken, until: Date.now() + (expiresIn - 30) * 1000 }
}

/** Sends the browser to the issuer, and back to the page that it came from. */
export async function signIn(path: string): Promise<void> {
  await (await client()).signinRedirect({ state: path })
}

export function signedOut(): void {
  bearer = undefined
  person.value = null
  sessionStorage.removeItem(WHO)
}

export async function signOut(): Promise<void> {
  signedOut()
  if (config.kind === 'OIDC') await (await client()).signoutRedirect()
}

async function client(): Promise<UserManager> {
  const { InMemoryWebStorage, UserManager, WebStorageStateStore } = await import('oidc-client-ts')
  manager ??= new UserManager({
    authority: config.authority ?? '',
    client_id: config.clientId ?? '',
    redirect_uri: `${location.origin}/console/`,
    post_logout_redirect_uri: `${location.origin}/console/`,
    scope: 'openid',
    monitorSession: false,
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  })
  return manager
}

async function comeBack(): Promise<string | undefined> {
  if (!new URLSearchParams(location.search).has('state')) return undefined
  const user = await (await client()).signinCallback().catch(() => undefined)
  remember(user ?? null)
  const path = typeof user?.state === 'string' ? user.state : '/'
  return path.startsWith('/') && !path.startsWith('//') ? path : '/'
}

function remember(user: User | null): void {
  if (!user) return signedOut()
  bearer = { value: user.access_token, until: ((user.expires_at ?? 0) - 30) * 1000 }
  person.value = claimed(user.access_token)
}

function claimed(accessToken: string): Person {
  const part = (accessToken.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (char) => char.charCodeAt(0))))
  return { subject: claims.sub, roles: claims.roles ?? [], merchantId: claims.merchant_id }
}
