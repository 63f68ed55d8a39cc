import { agent, customer, House, merchant, operator } from './house.mjs'

/** Every page of every role, with what it shows of this platform: `[role's person, name, path]`. */
export async function routesOf(url) {
  const house = new House(url)
  const first = async (who, path) => (await house.call(who, 'GET', path)).data[0]
  const alice = customer('cus_alice')
  const order = await first(alice, '/v1/orders')
  const talk = (await house.call(agent(), 'GET', '/v1/conversations?limit=1')).data[0] ?? (await house.call(agent(), 'GET', '/v1/conversations?unread=false&limit=1')).data[0]
  const open = (await house.call(alice, 'GET', '/v1/orders')).data.find((each) => each.allowedActions.includes('REQUEST_REFUND')) ?? order
  const pages = [
    [null, 'sign-in', '/sign-in'],
    ['cus_alice', 'orders', '/orders'], ['cus_alice', 'order', `/orders/${open?.id}`], ['cus_alice', 'apply', `/orders/${open?.id}/apply`], ['cus_alice', 'refunds', '/refunds'], ['cus_alice', 'inbox', '/inbox'], ['cus_alice', 'rules', '/rules'],
    ['li_ming', 'merchant', '/merchant'], ['li_ming', 'merchant-figures', '/merchant/figures'], ['li_ming', 'merchant-webhooks', '/merchant/webhooks'],
    ['agent_chen', 'agent', '/agent'], ['agent_chen', 'agent-talks', '/agent/talks'], ['agent_chen', 'agent-talk', `/agent/talks/${talk?.orderId}`], ['agent_chen', 'agent-open', '/agent/open'],
    ...['', '/money', '/deadlines', '/figures', '/ledger', '/levers', '/dead-letters', '/policies', '/policies/GAME_CARD', '/express', '/audit'].map((path) => ['op_zhou', `operator${path.replaceAll('/', '-')}`, `/operator${path}`]),
  ]
  const cases = [
    ['cus_alice', alice, '/v1/refunds?status=OFFERED'], ['cus_alice', alice, '/v1/refunds'], ['li_ming', merchant(), '/v1/refunds?status=MERCHANT_REVIEW'],
    ['agent_chen', agent(), '/v1/refunds?status=PLATFORM_REVIEW'], ['agent_chen', agent(), '/v1/refunds?status=PAYOUT_ABNORMAL'], ['op_zhou', operator(), '/v1/refunds?status=PAYOUT_ABNORMAL'],
  ]
  for (const [person, who, path] of cases) {
    const refund = await first(who, path)
    if (refund) pages.push([person, `case-${who[1].toLowerCase()}-${refund.status.toLowerCase()}`, `/refunds/${refund.id}`])
  }
  return pages.filter(([, , path]) => !path.includes('undefined'))
}
