import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { planDelivery } from './deliveryPlan.ts'
import { plannedLosses } from './metadataLosses.ts'
import { samplePosition, samples } from './units.ts'

const session = {
  ...sessionFixture([{ stem: 'music' }]),
  markers: [
    { id: '1', at: samplePosition(48), name: 'On a millisecond' },
    { id: '2', at: samplePosition(100), length: samples(48), name: 'A region', note: 'and a note' },
  ],
}

function lossesOf(container: 'wav' | 'aiff' | 'flac' | 'm4a' | 'mp3' | 'opus'): readonly string[] {
  const planned = planDelivery(session, { name: 'reel', format: 'wav24', container })
  if (!planned.ok) throw new Error(JSON.stringify(planned.error))
  return plannedLosses(session, planned.value.deliverables)
}

describe('what an export does not keep', () => {
  it.each(['wav', 'flac'] as const)('is nothing in %s', (container) => {
    expect(lossesOf(container)).toEqual([])
  })

  it('is said once for all files of a kind', () => {
    expect(lossesOf('mp3')).toEqual([
      'MP3 counts markers in milliseconds: 1 of them move, by half of one at most.',
    ])
    expect(lossesOf('aiff')).toEqual([
      'AIFF has no field for timecode.',
      'AIFF markers have no length and no note: 1 of them lose theirs.',
    ])
    expect(lossesOf('opus')).toHaveLength(2)
  })

  it('is of the markers in the file alone', () => {
    const planned = planDelivery(session, { name: 'reel', format: 'wav24', container: 'mp3' })
    if (!planned.ok) throw new Error(JSON.stringify(planned.error))
    const later = planned.value.deliverables.map((each) => ({ ...each, from: 200 }))
    expect(plannedLosses(session, later)).toEqual([])
  })
})
