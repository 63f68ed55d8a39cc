import type { IconName } from './parts/Icon.vue'

export type Link = { to: string; text: string; icon: IconName }

const LINKS: Record<string, Link[]> = {
  CUSTOMER: [
    { to: '/orders', text: 'nav.orders', icon: 'orders' },
    { to: '/refunds', text: 'nav.refunds', icon: 'refunds' },
  ],
  MERCHANT: [
    { to: '/merchant', text: 'nav.queue', icon: 'queue' },
    { to: '/merchant/figures', text: 'nav.figures', icon: 'chart' },
    { to: '/merchant/webhooks', text: 'nav.webhooks', icon: 'webhook' },
  ],
  AGENT: [
    { to: '/agent', text: 'nav.queue', icon: 'queue' },
    { to: '/agent/talks', text: 'nav.talks', icon: 'chat' },
    { to: '/agent/open', text: 'nav.open', icon: 'phone' },
  ],
  OPERATOR: [
    { to: '/operator', text: 'nav.overview', icon: 'overview' },
    { to: '/operator/money', text: 'nav.money', icon: 'money' },
    { to: '/operator/deadlines', text: 'nav.deadlines', icon: 'clock' },
    { to: '/operator/figures', text: 'nav.figures', icon: 'chart' },
    { to: '/operator/ledger', text: 'nav.ledger', icon: 'ledger' },
    { to: '/operator/levers', text: 'nav.levers', icon: 'pause' },
    { to: '/operator/dead-letters', text: 'nav.deadLetters', icon: 'letter' },
    { to: '/operator/policies', text: 'nav.policies', icon: 'policy' },
    { to: '/operator/express', text: 'nav.express', icon: 'bolt' },
    { to: '/operator/audit', text: 'nav.audit', icon: 'audit' },
  ],
}

/** The pages that somebody with these roles works on, their own first. */
export function linksOf(roles: readonly string[]): Link[] {
  const links = Object.keys(LINKS).filter((role) => roles.includes(role)).flatMap((role) => LINKS[role]!)
  if (roles.some((role) => role in LINKS && role !== 'OPERATOR')) links.push({ to: '/inbox', text: 'nav.inbox', icon: 'inbox' })
  return [...links, { to: '/rules', text: 'nav.rules', icon: 'rules' }]
}

/** Where each role begins. */
export function homeOf(roles: readonly string[]): string {
  return Object.keys(LINKS).filter((role) => roles.includes(role)).map((role) => LINKS[role]![0]!.to)[0] ?? '/sign-in'
}

/** The link whose pages this path is one of; a case belongs to the list that one comes to it from. */
export function hereOf(links: Link[], path: string): Link | undefined {
  const inside = links.filter(({ to }) => path === to || path.startsWith(`${to}/`)).sort((a, b) => b.to.length - a.to.length)[0]
  return inside ?? (path.startsWith('/refunds/') ? links[0] : undefined)
}
