import createClient, { type Middleware } from 'openapi-fetch'
import type { components, paths } from './schema'
import { token, signedOut } from '../session/session'
import { language } from '../texts'

export type Schemas = components['schemas']
export type Refund = Schemas['Refund']
export type Order = Schemas['Order']
export type Problem = Schemas['Problem']
export type Money = Schemas['Money']
export type Action = Schemas['RefundAction']

/** What went wrong, as the API says it; status 0 where no answer came. */
export class Refused extends Error {
  constructor(readonly problem: Partial<Problem>, readonly status: number) {
    super(problem.detail ?? '')
  }

  /** Somebody was faster: the page has to show anew what there is. */
  get isStale(): boolean {
    return this.status === 412 || (this.status === 409 && this.problem.code === 'ACTION_NOT_ALLOWED')
  }

  /** What to do, for the place in the body that the pointer names. */
  at(pointer: string): string | undefined {
    return this.problem.errors?.find((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))?.detail
  }
}

const headers: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Accept-Language', language.value === 'zh' ? 'zh-CN' : 'en')
    const bearer = await token()
    if (bearer) request.headers.set('Authorization', `Bearer ${bearer}`)
    return request
  },
}

export const api = createClient<paths>({ baseUrl: '/', querySerializer: { array: { style: 'form', explode: false } } })
api.use(headers)

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The answer's body, or `Refused`. */
export async function got<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch {
    throw new Refused({}, 0)
  }
  if (answer.response.status === 401) signedOut()
  if (!answer.response.ok) throw new Refused((answer.error ?? {}) as Partial<Problem>, answer.response.status)
  return answer.data as NonNullable<T>
}

/** One key for each intent: whoever repeats the call sends the same. */
export function newKey(): string {
  return crypto.randomUUID()
}
