import { beforeEach, expect, test } from 'vitest'
import { Draft } from '../src/parts/draft'

beforeEach(() => localStorage.clear())

test('what was typed survives a reload, and the same body goes out with the same key', async () => {
  const before = new Draft('card', { text: '' })
  before.keep({ text: 'not used' })
  const key = await before.keyFor({ text: 'not used' })
  const after = new Draft('card', { text: '' })
  expect(after.value.text).toBe('not used')
  expect(await after.keyFor({ text: 'not used' })).toBe(key)
})

test('another body after the first was sent is another intent', async () => {
  const draft = new Draft('card', { text: '' })
  const key = await draft.keyFor({ text: 'one' })
  expect(await draft.keyFor({ text: 'two' })).not.toBe(key)
})

test('drafts of other cards are their own, and one that is done is gone', async () => {
  const draft = new Draft('one', { text: '' })
  draft.keep({ text: 'x' })
  expect(new Draft('two', { text: '' }).value.text).toBe('')
  draft.forget()
  expect(new Draft('one', { text: '' }).value.text).toBe('')
})
