import { newKey } from '../api/client'
import { devToken, type Person } from './session'

/** Whom one can be on one machine: the people of the guides and of the demo. */
export const PEOPLE: { name: string; person: Person }[] = [
  { name: '小艾 · Xiao Ai', person: { subject: 'cus_alice', roles: ['CUSTOMER'] } },
  { name: '果卡专营店 · Guoka', person: { subject: 'li_ming', roles: ['MERCHANT'], merchantId: 'mer_guoka' } },
  { name: '客服小陈 · Chen', person: { subject: 'agent_chen', roles: ['AGENT'] } },
  { name: '客服小林 · Lin', person: { subject: 'agent_lin', roles: ['AGENT'] } },
  { name: '运营老周 · Zhou', person: { subject: 'op_zhou', roles: ['OPERATOR'] } },
  { name: '王芳 · Wang Fang', person: { subject: 'cus_wangfang', roles: ['CUSTOMER'] } },
]

/** What somebody is called, where this is known. */
export function nameOf(subject: string, language: 'zh' | 'en'): string {
  const known = PEOPLE.find((each) => each.person.subject === subject)
  return known?.name.split(' · ')[language === 'zh' ? 0 : 1] ?? subject
}

const SAMPLES = [
  { sku: 'QQ-100', name: '腾讯QQ币 100元', category: 'GAME_CARD', quantity: 1, unitPrice: 9900, faceValue: 10000 },
  { sku: 'STEAM-300', name: 'Steam 钱包充值码 300元', category: 'GAME_CARD', quantity: 2, unitPrice: 29550, faceValue: 30000 },
  { sku: 'JD-500', name: '京东 E 卡 500元', category: 'GIFT_CARD', quantity: 1, unitPrice: 49500, faceValue: 50000 },
]

/** Feeds orders of Xiao Ai at Guoka in, as the shop's back end does. */
export async function placeSamples(): Promise<boolean> {
  const shop = await devToken({ subject: 'storefront', roles: ['STOREFRONT'] })
  if (!shop) return false
  const placedAt = new Date(Date.now() - 60_000).toISOString()
  for (const item of SAMPLES) {
    const number = String(Date.now()) + String(Math.floor(Math.random() * 1000))
    const answer = await fetch('/v1/orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newKey(), Authorization: `Bearer ${shop.value}` },
      body: JSON.stringify({
        orderNo: `JH${number}`, customerId: 'cus_alice', merchantId: 'mer_guoka', currency: 'CNY', placedAt, items: [item],
        payment: { channel: 'ALIPAY', channelTransactionId: `T${number}`, paidAmount: item.unitPrice * item.quantity, paidAt: placedAt },
      }),
    })
    if (!answer.ok) return false
  }
  return true
}
