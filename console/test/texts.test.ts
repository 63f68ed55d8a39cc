import { expect, test } from 'vitest'
import { FORMS } from '../src/parts/actions'
import en from '../src/texts/en'
import zh from '../src/texts/zh'

type Tree = { [key: string]: string | Tree }
const keys = (tree: Tree, before = ''): string[] => Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [before + key] : keys(value, `${before}${key}.`)))

test('both languages say the same things, and none of them nothing', () => {
  expect(keys(en).sort()).toEqual(keys(zh).sort())
  for (const texts of [zh, en]) expect(JSON.stringify(texts)).not.toContain('""')
})

test('every button, field and choice has a text', () => {
  const named: Record<string, string> = zh.field
  for (const [action, form] of Object.entries(FORMS)) {
    expect(zh.action).toHaveProperty(action)
    for (const field of form.fields) {
      if (field.kind !== 'evidence') expect(named, `${action} ${field.name}`).toHaveProperty(field.name)
      if ('values' in field && field.texts !== 'plain') for (const value of field.values) expect(zh[field.texts]).toHaveProperty(value)
    }
  }
})
