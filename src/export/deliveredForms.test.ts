import { expect, it } from 'vitest'
import { composite } from '../domain/deliverables/composite.ts'
import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { planDelivery } from '../domain/deliveryPlan.ts'
import { netflix } from '../domain/specs/netflix.ts'
import { formFindings } from '../kernel/checks/fileChecks.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { deliveredForms } from './deliveredForms.ts'

/** What is found of a composite that is made as its row says, for Netflix: 48 kHz, a mono file for each channel. */
function findings(change: Partial<Deliverable>): readonly string[] {
  const row = { ...deliverableOf(composite), ...change }
  const session = sessionFixture([{ length: 48_000 }], { deliverables: [row] })
  const plan = planDelivery(session, { name: 'reel', format: 'wav24' })
  if (!plan.ok) throw new Error(plan.error.code)
  const made = plan.value.deliverables.map(({ deliverable: { id, name }, sampleRate, files }) => ({
    ...{ id, name, sampleRate, samples: sampleRate },
    files: files.map(({ name: file, layout: { speakers } }) => ({
      ...{ file, speakers: speakers.join(' '), channels: speakers.length, sha256: '' },
    })),
  }))
  return formFindings(deliveredForms(plan.value, session, netflix, made), undefined).map(({ text }) => text)
}

it('a viewing copy is to be as its row says, and other rows as the spec does', () => {
  expect(findings({ split: true })).toEqual([])
  expect(findings({ container: 'm4a' })).toEqual([])
  expect(findings({ container: 'mp3', split: true, sampleRate: 44_100 })).toEqual([])
  expect(findings({ container: 'flac', sampleRate: 44_100 })).toEqual([
    'Composite is at 44100 Hz, and is to be at 48000 Hz.',
    expect.stringMatching(/^Composite has 2 channels, and is to have 2 files of one channel/),
  ])
})
