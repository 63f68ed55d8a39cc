import type { Action, Schemas } from '../api/client'

type Field =
  | { name: string; kind: 'text' | 'line'; optional?: boolean }
  | { name: string; kind: 'choice' | 'many'; values: readonly string[]; texts: 'value' | 'kind' | 'ruleName' }
  | { name: 'amount'; kind: 'money'; optional?: boolean }
  | { name: 'ratio'; kind: 'ratio' }
  | { name: 'evidenceIds'; kind: 'evidence'; optional?: boolean }

/** How an action is sent: its call, what it asks for, how its button looks, and its key on the keyboard. */
export type Form = { path: string; fields: Field[]; tone: 'main' | 'danger' | 'plain'; shortcut?: string }

const REJECTIONS: Schemas['RejectionCode'][] = ['INSUFFICIENT_EVIDENCE', 'CARD_USED', 'NOT_OUR_FAULT', 'OUTSIDE_RULES', 'OTHER']
export const KINDS: Schemas['EvidenceKind'][] = ['INVALID_CARD', 'ORDER_SCREENSHOT', 'CORRECT_INFO', 'DELIVERY_RECORD', 'CONVERSATION', 'REMAINING_VALUE', 'ACCOUNT_ABNORMAL', 'OTHER']
const RULES: Schemas['RulingRule'][] = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10']
const BEARERS: Schemas['CostBearer'][] = ['MERCHANT', 'PLATFORM', 'CUSTOMER']
const RULINGS: Schemas['RulingDecision'][] = ['FULL', 'RATIO', 'AMOUNT', 'REFUSE']
const CHANNELS: Schemas['PaymentChannel'][] = ['ALIPAY', 'WECHAT_PAY', 'BANK_CARD']
const ANSWERS: Schemas['Confirmation']['decision'][] = ['ACCEPT', 'REFUSE']

const text: Field = { name: 'text', kind: 'text' }
const pieces: Field = { name: 'evidenceIds', kind: 'evidence' }

export const FORMS: Record<Action, Form> = {
  APPROVE: { path: 'approve', fields: [], tone: 'main', shortcut: 'a' },
  REJECT: { path: 'reject', fields: [{ name: 'code', kind: 'choice', values: REJECTIONS, texts: 'value' }, text], tone: 'danger', shortcut: 'r' },
  OFFER: { path: 'offer', fields: [{ name: 'amount', kind: 'money' }, text], tone: 'plain', shortcut: 'o' },
  EVIDENCE_REQUEST: { path: 'evidence-request', fields: [{ name: 'kinds', kind: 'many', values: KINDS, texts: 'kind' }, text], tone: 'plain', shortcut: 'e' },
  OFFER_ACCEPT: { path: 'offer/accept', fields: [], tone: 'main' },
  OFFER_DECLINE: { path: 'offer/decline', fields: [], tone: 'plain' },
  RESUBMIT: { path: 'resubmit', fields: [pieces, { name: 'note', kind: 'text', optional: true }], tone: 'main' },
  EVIDENCE: { path: 'evidence', fields: [pieces, { name: 'note', kind: 'text', optional: true }], tone: 'plain' },
  APPEAL: { path: 'appeal', fields: [{ name: 'statement', kind: 'text' }, { ...pieces, optional: true }], tone: 'main' },
  INTERVENTION: { path: 'intervention', fields: [{ name: 'statement', kind: 'text' }, { ...pieces, optional: true }], tone: 'main' },
  URGE: { path: 'urge', fields: [], tone: 'main' },
  REPLACEMENT_ACCOUNT: {
    path: 'replacement-account',
    fields: [
      { name: 'channel', kind: 'choice', values: CHANNELS, texts: 'value' }, { name: 'account', kind: 'line' }, { name: 'holderName', kind: 'line' },
      { name: 'bankName', kind: 'line', optional: true }, pieces,
    ],
    tone: 'main',
  },
  TAKE: { path: 'take', fields: [], tone: 'main' },
  RULING: {
    path: 'ruling',
    fields: [
      { name: 'decision', kind: 'choice', values: RULINGS, texts: 'value' }, { name: 'ratio', kind: 'ratio' }, { name: 'amount', kind: 'money', optional: true },
      { name: 'rule', kind: 'choice', values: RULES, texts: 'ruleName' }, { name: 'costBearer', kind: 'choice', values: BEARERS, texts: 'value' }, text,
    ],
    tone: 'main',
  },
  RULING_CONFIRMATION: { path: 'ruling/confirmation', fields: [{ name: 'decision', kind: 'choice', values: ANSWERS, texts: 'value' }, text], tone: 'main' },
  REPLACEMENT_ACCOUNT_VERIFICATION: { path: 'replacement-account/verification', fields: [{ name: 'decision', kind: 'choice', values: ANSWERS, texts: 'value' }, text], tone: 'main' },
  WITHDRAW: { path: 'withdraw', fields: [], tone: 'plain' },
}

/** The buttons of a case in their order: nothing but what the API allows. */
export function offered(allowed: readonly Action[]): Action[] {
  return (Object.keys(FORMS) as Action[]).filter((action) => allowed.includes(action))
}

/** The body of a call: what was left empty is left out. */
export function body(fields: Field[], typed: Record<string, unknown>, amount: (typed: string) => unknown): Record<string, unknown> {
  const sent: Record<string, unknown> = {}
  for (const field of fields) {
    const value = typed[field.name]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue
    if (field.kind === 'ratio') {
      if (typed.decision === 'RATIO') sent.ratio = Number(value)
    } else if (field.kind === 'money') {
      if (typed.decision === undefined || typed.decision === 'AMOUNT') sent.amount = amount(String(value))
    } else {
      sent[field.name] = value
    }
  }
  return sent
}
