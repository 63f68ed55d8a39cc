import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'

const SHOP = 'mer_guoka'
const picture = (name) => readFileSync(new URL(`../../standalone/src/main/resources/demo/${name}.png`, import.meta.url))

/** Calls a platform that runs on this machine, as whoever one wants to be. */
export class House {
  constructor(url) {
    this.url = url
    this.tokens = new Map()
  }

  async token(subject, role, merchantId) {
    if (!this.tokens.has(subject)) {
      const answer = await fetch(`${this.url}/dev/tokens`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ subject, roles: [role], merchantId }),
      })
      this.tokens.set(subject, (await answer.json()).accessToken)
    }
    return this.tokens.get(subject)
  }

  async call(who, method, path, body, headers = {}) {
    const [subject, role, merchantId] = who
    const sent = body instanceof FormData ? body : body === undefined ? undefined : JSON.stringify(body)
    const answer = await fetch(this.url + path, {
      method, body: sent,
      headers: {
        Authorization: `Bearer ${await this.token(subject, role, merchantId)}`, 'Accept-Language': 'zh-CN',
        ...(method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }), ...(sent === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' }), ...headers,
      },
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text ? JSON.parse(text) : undefined
  }

  dev(path, body) {
    return this.call(['seed', 'OPERATOR'], 'POST', `/dev/${path}`, body)
  }

  /** An order as the shop's back end feeds it in. */
  async order({ customer, shop = SHOP, name, sku, category, price, face, quantity = 1, channel = 'ALIPAY', express = false, at }) {
    const now = new Date(at ?? (await this.call(['seed', 'OPERATOR'], 'GET', '/dev/clock')).now)
    const number = `${Date.now()}${String(Math.random()).slice(2, 6)}`
    return this.call(['storefront', 'STOREFRONT'], 'POST', '/v1/orders', {
      orderNo: `JH${number}`, customerId: customer, merchantId: shop, currency: 'CNY', placedAt: new Date(now - 60_000).toISOString(), expressRefund: express,
      items: [{ sku, name, category, quantity, unitPrice: price, faceValue: face }],
      payment: { channel, channelTransactionId: `T${number}`, paidAmount: price * quantity, paidAt: new Date(now - 60_000).toISOString() },
    })
  }

  ship(order) {
    return this.call(['storefront', 'STOREFRONT'], 'POST', `/v1/orders/${order.id}/shipments`, { shippedAt: order.placedAt })
  }

  async evidence(who, orderId, kind, name) {
    const form = new FormData()
    form.set('orderId', orderId)
    form.set('kind', kind)
    form.set('file', new Blob([picture(name)], { type: 'image/png' }), `${name}.png`)
    return (await this.call(who, 'POST', '/v1/evidence', form)).id
  }

  apply(who, order, body) {
    return this.call(who, 'POST', '/v1/refunds', { orderId: order.id, claim: 'OTHER', reason: 'UNUSED', description: '买错了，还没有使用', ...body }, { Prefer: 'wait=10' })
  }

  act(who, id, path, body) {
    return this.call(who, 'POST', `/v1/refunds/${id}/${path}`, body, { Prefer: 'wait=5' })
  }

  /** The case once it stands so. */
  async reached(who, id, status) {
    for (let tries = 0; tries < 360; tries++) {
      const refund = await this.call(who, 'GET', `/v1/refunds/${id}`)
      if (refund.status === status) return refund
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new Error(`${id} never became ${status}`)
  }
}

export const customer = (id) => [id, 'CUSTOMER']
export const merchant = (id = 'li_ming', shop = SHOP) => [id, 'MERCHANT', shop]
export const agent = (id = 'agent_chen') => [id, 'AGENT']
export const operator = (id = 'op_zhou') => [id, 'OPERATOR']
