import { expect, it } from 'vitest'
import { perObject } from './perObject.ts'

it('asks once for each object', () => {
  const asked: string[] = []
  const nameOf = perObject(({ name }: { readonly name: string }) => {
    asked.push(name)
    return name === 'none' ? undefined : name.toUpperCase()
  })
  const [one, none] = [{ name: 'one' }, { name: 'none' }]
  expect([nameOf(one), nameOf(one), nameOf(none), nameOf(none)]).toEqual(['ONE', 'ONE', undefined, undefined])
  expect(nameOf({ name: 'one' })).toBe('ONE')
  expect(asked).toEqual(['one', 'none', 'one'])
})
