import { api, got, type Refund } from '../api/client'
import type { paths } from '../api/schema'

type Verb = Extract<keyof paths, `/v1/refunds/{id}/${string}`>

/** Does something with a case as it was seen, and answers the case when what follows from it has happened. */
export async function act(refund: Refund, path: string, body: unknown, key: string): Promise<Refund> {
  const call = `/v1/refunds/{id}/${path}` as Verb
  const options = {
    params: { path: { id: refund.id }, header: { 'Idempotency-Key': key, 'If-Match': `"${refund.version}"`, Prefer: 'wait=5' } },
    body,
  }
  return (await got(api.POST(call as '/v1/refunds/{id}/approve', options as never))) as Refund
}
