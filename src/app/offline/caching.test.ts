import { expect, it } from 'vitest'
import { cacheNames, staleCaches } from './caching.ts'

const names = cacheNames({ version: '3', demo: 'b', files: [] })

it('keeps this build and the one before, and the demo reel while it is the same', () => {
  const all = [
    'dubstage-app-1',
    'dubstage-demo-a',
    'somebody-elses',
    'dubstage-app-2',
    'dubstage-demo-b',
    'dubstage-app-3',
  ]
  expect(staleCaches(all, names)).toEqual(['dubstage-app-1', 'dubstage-demo-a'])
  expect(staleCaches(['dubstage-app-3'], names)).toEqual([])
  // A build that was there before and comes again: the one that ran last stays.
  expect(staleCaches(['dubstage-app-3', 'dubstage-app-1', 'dubstage-app-2'], names)).toEqual([
    'dubstage-app-1',
  ])
})
