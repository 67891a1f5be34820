import { expect, it } from 'vitest'
import { cacheNames, staleCaches } from './caching.ts'

const names = cacheNames({ version: '3', demo: 'b', files: [] })
const app = (version: number, activated: number | null) => ({ name: `dubstage-app-${version}`, activated })

it('keeps this build and the one that ran before, and the demo reel while it is the same', () => {
  const others = ['dubstage-demo-a', 'somebody-elses', 'dubstage-demo-b'].map((name) => ({
    name,
    activated: null,
  }))
  expect(staleCaches([app(1, 10), app(2, 20), app(3, 30), ...others], names, false)).toEqual([
    'dubstage-app-1',
    'dubstage-demo-a',
  ])
  expect(staleCaches([app(3, 30)], names, false)).toEqual([])
  // A build that was there before and comes again: the one that ran last stays.
  expect(staleCaches([app(3, 30), app(1, 10), app(2, 20)], names, false)).toEqual(['dubstage-app-1'])
})

it('does not take one that was never activated for the one that ran', () => {
  const all = [app(1, 10), app(2, null), app(3, 30)]
  expect(staleCaches(all, names, false)).toEqual(['dubstage-app-2'])
})

it('leaves a build alone that is on its way', () => {
  const all = [app(1, 10), app(2, 20), app(3, 30), app(4, null)]
  expect(staleCaches(all, names, true)).toEqual(['dubstage-app-1'])
})
