import { describe, expect, it } from 'vitest'
import { markerFixture } from '../testing/markerFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { type Deliverable, deliverableOf } from './deliverables/deliverable.ts'
import { deliverable } from './deliverables/registry.ts'
import type { DeliveryOrder } from './delivery.ts'
import { type DeliveryPlan, planDelivery } from './deliveryPlan.ts'
import { isOffered } from './sessionDeliverables.ts'
import { samplePosition } from './units.ts'

const order: DeliveryOrder = { name: 'reel', format: 'wav24' }
const fixture = (deliverables?: readonly Deliverable[]) =>
  sessionFixture([{ length: 1000 }], deliverables ? { deliverables } : {})
const row = (id: string, change: Partial<Deliverable> = {}): Deliverable => ({
  ...deliverableOf(deliverable(id)),
  included: true,
  ...change,
})

function planOf(...args: Parameters<typeof planDelivery>): DeliveryPlan {
  const plan = planDelivery(...args)
  if (!plan.ok) throw new Error(plan.error.code)
  return plan.value
}
const namesOf = (...args: Parameters<typeof planDelivery>): string[] =>
  planOf(...args).deliverables.flatMap(({ files }) => files.map(({ name }) => name))
const errorOf = (...args: Parameters<typeof planDelivery>) => {
  const plan = planDelivery(...args)
  return plan.ok ? undefined : plan.error
}

describe('an order', () => {
  it('is for composite and M&E when nobody says otherwise', () => {
    expect(namesOf(fixture(), order)).toEqual(['reel_composite.wav', 'reel_me.wav'])
  })

  it('names those it is for, in the order of the matrix', () => {
    const deliverables = ['guide', 'music', 'composite']
    expect(namesOf(fixture(), { ...order, deliverables })).toEqual([
      'reel_composite.wav',
      'reel_mx.wav',
      'reel_guide.wav',
    ])
  })

  it('takes the session’s own rows, their formats, layouts and mono files', () => {
    const session = fixture([
      row('composite', { split: true, format: 'wav16' }),
      row('guide', { split: true }),
      row('me', { included: false }),
    ])
    const template = '{title}_{type}_{layout}_{depth}'
    const plan = planOf(session, { ...order, template, types: { composite: 'PM' } })
    expect(plan.deliverables.map(({ files }) => files.map(({ name }) => name))).toEqual([
      ['reel_PM_2ch_16b.L.wav', 'reel_PM_2ch_16b.R.wav'],
      ['reel_guide_1ch_24b.wav'],
    ])
    expect(plan.deliverables.map(({ layout }) => layout.id)).toEqual(['stereo', 'mono'])
  })

  it('names a row by the code that was typed, and by that of the order while none was', () => {
    const types = { optional: 'OPT', composite: 'PM' }
    const typed = fixture([row('optional', { code: 'GRP' }), row('composite')])
    expect(namesOf(typed, { ...order, types })).toEqual(['reel_GRP.wav', 'reel_PM.wav'])
    expect(namesOf(fixture([row('optional')]), { ...order, types })).toEqual(['reel_OPT.wav'])
  })

  describe('of regions as reels', () => {
    const markers = [
      markerFixture('one', { at: 0, length: 100, name: 'r01' }),
      markerFixture('two', { at: 100, length: 50, name: ' r/02 ' }),
    ]
    const ofRegion = (marker: string, change: Partial<Deliverable> = {}) =>
      row('me', { id: marker, range: { kind: 'region', marker }, ...change })
    const session = { ...fixture([ofRegion('one'), ofRegion('two'), row('me')]), markers }
    const template = '{title}_{reel}_{type}'
    it('has the name of its region as the reel of each', () => {
      const names = ['reel_r01_me.wav', 'reel_r_02_me.wav', 'reel_me.wav']
      expect(namesOf(session, { ...order, template })).toEqual(names)
    })
    it('has the reel that was typed, which makes them the same', () => {
      expect(errorOf(session, { ...order, template, reel: 'r09' })).toEqual({
        code: 'export/names',
        detail: 'two files would be called “reel_r09_me.wav”',
      })
    })
    it('refuses two regions of one name', () => {
      const same = { ...session, markers: markers.map((marker) => ({ ...marker, name: 'r01' })) }
      expect(errorOf(same, { ...order, template })?.code).toBe('export/names')
    })
  })

  it('leaves the mark of drop frame out where the order says so', () => {
    const session = {
      ...fixture([row('composite')]),
      frameRate: { num: 30_000, den: 1001, drop: true, label: '29.97 fps DF' },
    }
    const marked = { ...order, template: '{type}_{fps}' }
    expect(namesOf(session, marked)).toEqual(['composite_2997df.wav'])
    expect(namesOf(session, { ...marked, dropFrameMark: false })).toEqual(['composite_2997.wav'])
  })

  it('says what kind of file each is: its own, that of the order, or what is usual', () => {
    const session = fixture([
      row('composite'),
      row('me', { container: 'mp3' }),
      row('guide', { container: 'm4a', split: true, bitRate: 96_000 }),
      row('music', { container: 'flac', format: 'wav16shaped', sampleRate: 44_100 }),
    ])
    const { deliverables } = planOf(session, {
      ...order,
      container: 'aiff',
      sampleRate: 96_000,
      template: '{type}_{rate}_{depth}',
    })
    expect(
      deliverables.map(({ container, format, sampleRate, bitRate, files }) => [
        container,
        format,
        sampleRate,
        bitRate,
        files[0]?.name,
      ]),
    ).toEqual([
      ['aiff', 'wav24', 96_000, undefined, 'composite_96k_24b.aif'],
      ['mp3', 'wav32f', 96_000, 320_000, 'me_96k.mp3'],
      ['m4a', 'wav32f', 96_000, 96_000, 'guide_96k.m4a'],
      ['flac', 'wav16shaped', 44_100, undefined, 'mx_441k_16b.flac'],
    ])
  })

  it('finds regions by their marker, and leaves the pops of the film out of them', () => {
    const markers = [markerFixture('r2', { at: 100, length: 50 })]
    const session = { ...fixture([row('me', { range: { kind: 'region', marker: 'r2' } })]), markers }
    const pops = { twoPop: true, tailPop: true, measure: 'file' } as const
    expect(planOf(session, { ...order, pops }).deliverables[0]).toMatchObject({ from: 100, to: 150 })
  })
})

describe('what cannot be made', () => {
  const span = (from: number, to: number) => ({
    range: { kind: 'span', from: samplePosition(from), to: samplePosition(to) } as const,
  })
  it.each([
    [span(500, 1001), 'export/range'],
    [span(500, 500), 'export/range'],
    [{ range: { kind: 'region', marker: 'gone' } }, 'export/range'],
  ] as const)('%j is %s', (change, code) => {
    expect(errorOf(fixture([row('me', change)]), order)?.code).toBe(code)
  })

  it('an empty session, or an order for nothing', () => {
    expect(errorOf(sessionFixture([]), order)?.code).toBe('export/nothing')
    expect(errorOf(fixture(), { ...order, deliverables: [] })?.code).toBe('export/none')
  })

  it('two files of one name, also where only upper and lower case differ', () => {
    const rows = [row('composite', { code: 'MIX' }), row('me', { code: 'mix' })]
    expect(errorOf(fixture(rows), order)).toEqual({
      code: 'export/names',
      detail: 'two files would be called “reel_mix.wav”',
    })
  })

  it('samples that a container does not hold', () => {
    expect(errorOf(fixture(), { ...order, format: 'wav32f', container: 'flac' })).toEqual({
      code: 'export/format',
      file: 'reel_composite.flac',
      format: 'FLAC',
      detail: 'it does not hold 32-bit float',
    })
  })

  it('a template with a field that there is not', () => {
    expect(errorOf(fixture(), { ...order, template: '{title}_{tpye}' })).toEqual({
      code: 'export/names',
      detail: 'there is no field {tpye}',
    })
  })

  it('more files than may be open', () => {
    const rows = Array.from({ length: 501 }, (_, n) => row('me', { id: `${n}`, code: `m${n}`, split: true }))
    expect(errorOf(fixture(rows), order)?.code).toBe('export/tooMany')
    expect(planOf(fixture(rows.slice(0, 500)), order).deliverables).toHaveLength(500)
  })
})

it('offers an undipped M&E where there is something to undip, which nothing is yet', () => {
  expect(isOffered(deliverable('me-undipped'), fixture())).toBe(false)
  expect(isOffered(deliverable('me'), fixture())).toBe(true)
})
