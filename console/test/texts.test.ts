import { readdirSync, readFileSync } from 'node:fs'
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
      if ('values' in field) for (const value of field.values) expect(zh[field.texts]).toHaveProperty(value)
    }
  }
})

test('there is a text for every name that a page asks for', () => {
  const told = keys(zh)
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(vue|ts)$/.test(file) && !file.startsWith('texts') && !file.endsWith('schema.d.ts'))
  for (const file of files) {
    const source = readFileSync(`src/${file}`, 'utf8')
    for (const [, asked] of source.matchAll(/\bt\(([^()]*)/g)) {
      for (const [, name] of asked!.matchAll(/'(\w+\.[\w.]+)'/g)) expect(told, `${file}: ${name}`).toContain(name)
    }
    for (const [, start] of source.matchAll(/\bt\(`([\w.]*)\$\{/g)) expect(told.some((key) => key.startsWith(start!)), `${file}: ${start}…`).toBe(true)
  }
})
