/** Minor units of what people type ("98.5", "９８．５", "￥98.50", "1,200 元"); null for what is no amount. */
export function fen(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[\s,¥￥元]/g, '')
  const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

export function yuan(money: { value: number; currency: string } | null | undefined): string {
  if (!money) return '—'
  const value = (Math.abs(money.value) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
  return `${money.value < 0 ? '−' : ''}${money.currency === 'CNY' ? '¥' : `${money.currency} `}${value}`
}
