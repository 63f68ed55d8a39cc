// A week of a small house, so that every page has something to show:  node e2e/seed.mjs http://127.0.0.1:8080
// It moves the platform's clock, so use a platform that is for nothing else.
import { agent, customer, House, merchant, operator } from './house.mjs'

const PRODUCTS = [
  { sku: 'QQ-100', name: '腾讯QQ币 100元', category: 'GAME_CARD', price: 9900, face: 10000 },
  { sku: 'STEAM-300', name: 'Steam 钱包充值码 300元', category: 'GAME_CARD', price: 29550, face: 30000 },
  { sku: 'JD-500', name: '京东 E 卡 500元', category: 'GIFT_CARD', price: 49500, face: 50000 },
  { sku: 'CMCC-50', name: '移动话费充值 50元', category: 'PHONE_TOPUP', price: 4975, face: 5000 },
  { sku: 'BILI-12', name: '哔哩哔哩大会员 年卡', category: 'MEMBERSHIP', price: 14800, face: 16800 },
]
const WORDS = ['买错了，还没有使用', '账号填错了，想重新下单', '提示卡密已失效，截图见凭证', '等了两小时没有发货', '临时不需要了']

/** A bank's number with its check digit. */
function bankNumber(start) {
  const sum = [...start].reverse().reduce((all, digit, at) => {
    const twice = Number(digit) * 2
    return all + (at % 2 ? Number(digit) : twice > 9 ? twice - 9 : twice)
  }, 0)
  return start + ((10 - (sum % 10)) % 10)
}

export async function seed(url, log = console.log) {
  const house = new House(url)
  const alice = customer('cus_alice')
  const guoka = merchant()
  const xinghe = merchant('wang_xinghe', 'mer_xinghe')
  const of = (who, order) => house.order({ customer: who[0], ...order })
  const product = (n) => PRODUCTS[n % PRODUCTS.length]

  for (let day = 0; day < 6; day++) {
    const asked = []
    for (let n = 0; n < 3 + (day % 3) * 2; n++) {
      const who = customer(`cus_${['wangfang', 'liqiang', 'zhaomin', 'sunhao', 'zhoujie'][(day + n) % 5]}`)
      const shop = n % 3 === 2 ? xinghe : guoka
      const express = (day + n) % 4 === 0
      const order = await of(who, { ...product(day + n), shop: shop[2], express, channel: n % 2 ? 'WECHAT_PAY' : 'ALIPAY' })
      const refund = await house.apply(who, order, { description: WORDS[n % WORDS.length] })
      if (!express && refund.status === 'MERCHANT_REVIEW') asked.push({ n, shop, refund })
    }
    for (const { n, shop, refund } of asked) {
      await house.dev('clock', { advance: `PT${20 + ((day * 37 + n * 53) % 100)}M` })
      if (n % 5 === 3) await house.act(shop, refund.id, 'reject', { code: 'OUTSIDE_RULES', text: '超过自助退款时间' })
      else if (n % 4 !== 2) await house.act(shop, refund.id, 'approve', {})
    }
    await house.dev('clock', { advance: 'PT18H' })
    log(`Day ${day + 1} of 6`)
  }

  // What is to be seen now: a customer's cases in every state.
  const asked = async (n, body = {}, more = {}) => {
    const order = await of(alice, { ...product(n), ...more })
    return { order, refund: await house.apply(alice, order, body) }
  }
  await house.order({ customer: 'cus_alice', ...product(1), quantity: 2 })
  await house.order({ customer: 'cus_alice', ...product(4) })
  const shipped = await house.order({ customer: 'cus_alice', ...product(2) })
  await house.ship(shipped)
  await asked(3, {}, { express: true })
  const waiting = await asked(1)
  await house.call(alice, 'POST', `/v1/refunds/${waiting.refund.id}/messages`, { text: '您好，请问大概多久可以处理？' })
  await house.call(guoka, 'POST', `/v1/refunds/${waiting.refund.id}/messages`, { text: '您好，正在核对发货记录，今天内答复您。' })
  const offered = await asked(2)
  await house.act(guoka, offered.refund.id, 'offer', { amount: { value: 45000, currency: 'CNY' }, text: '卡密已生成，扣除渠道手续费后退 450 元，可以吗？' })
  const more = await asked(0)
  await house.act(guoka, more.refund.id, 'evidence-request', { kinds: ['ORDER_SCREENSHOT'], text: '请补充一张能看到订单号的截图' })

  const disputed = async (who, n) => {
    const order = await of(who, product(n))
    await house.ship(order)
    const kinds = [await house.evidence(who, order.id, 'INVALID_CARD', 'invalid-card'), await house.evidence(who, order.id, 'CONVERSATION', 'conversation')]
    const refund = await house.apply(who, order, { claim: 'NOT_AS_DESCRIBED', reason: 'CARD_INVALID', description: '充值时提示卡密无效，已联系官方客服，截图见凭证', evidenceIds: kinds })
    await house.act(guoka, refund.id, 'reject', { code: 'NOT_OUR_FAULT', text: '系统显示卡密正常，请联系发卡方核实' })
    await house.act(who, refund.id, 'appeal', { statement: '官方客服确认该卡密从未激活，商家不愿处理，请平台裁定', evidenceIds: [await house.evidence(who, order.id, 'ORDER_SCREENSHOT', 'order')] })
    return refund
  }
  await disputed(customer('cus_liqiang'), 2)
  const taken = await disputed(alice, 2)
  await house.act(agent(), taken.id, 'take')
  const large = await house.order({ customer: 'cus_zhaomin', ...product(2), quantity: 3 })
  const opened = await house.apply(agent('agent_lin'), large, { onBehalfOf: 'cus_zhaomin', description: '来电要求退款，三张卡都未使用' })
  await house.act(customer('cus_zhaomin'), opened.id, 'intervention', { statement: '商家电话说不退，请平台处理' }).catch(() => undefined)

  // Money that is stuck: an account that is closed, and a channel without balance.
  await house.dev('channels/BANK_CARD/faults', { kind: 'ACCOUNT_CLOSED', times: 2 })
  for (const who of [alice, customer('cus_sunhao')]) {
    const order = await of(who, { ...product(1), channel: 'BANK_CARD' })
    const refund = await house.apply(who, order, {})
    await house.act(guoka, refund.id, 'approve', {})
    await house.reached(who, refund.id, 'PAYOUT_ABNORMAL')
    if (who === alice) continue
    const proof = await house.evidence(who, order.id, 'ACCOUNT_ABNORMAL', 'conversation')
    await house.act(who, refund.id, 'replacement-account', { channel: 'BANK_CARD', account: bankNumber('622202001234567890'), holderName: '孙浩', bankName: '中国工商银行', evidenceIds: [proof] })
  }
  await house.call(operator(), 'POST', '/v1/channels/WECHAT_PAY/pause', { reason: '微信支付公告：今晚 18:00 前维护' })
  for (const n of [0, 3]) {
    const who = customer('cus_zhoujie')
    const order = await of(who, { ...product(n), channel: 'WECHAT_PAY' })
    const refund = await house.apply(who, order, {})
    await house.act(guoka, refund.id, 'approve', {})
  }
  await house.call(operator(), 'PUT', '/v1/express-blocks/customers/cus_mallory', { reason: '一天内十二次极速退款，怀疑倒卖' })
  await house.call(alice, 'POST', `/v1/orders/${shipped.id}/messages`, { text: '您好，这张卡什么时候能用？' })
  // Where the platform may call this machine (WEBHOOK_LOOPBACK), there is an endpoint, too.
  await house.call(guoka, 'POST', '/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/juhui', description: '店铺 ERP' }).catch(() => log('No endpoint: addresses on this machine are not allowed'))
  log('The house is furnished')
}

if (process.argv[1] === new URL(import.meta.url).pathname) await seed(process.argv[2])
