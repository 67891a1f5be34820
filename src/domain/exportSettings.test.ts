import { describe, expect, it } from 'vitest'
import { mediaFixture } from '../testing/mediaFixture.ts'
import type { DeliveryFormat } from './deliveryFormat.ts'
import {
  DEFAULT_EXPORT_SETTINGS,
  type ExportSettings,
  orderOf,
  rowsWithSpec,
  specOfSettings,
  withSpec,
} from './exportSettings.ts'
import { emptySession } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
import { ebuR128 } from './specs/ebuR128.ts'
import { netflix } from './specs/netflix.ts'
import { podcast } from './specs/podcast.ts'
import { theatrical } from './specs/theatrical.ts'
import { youTube } from './specs/youTube.ts'
import { samplePosition } from './units.ts'

const session = { ...emptySession(), title: 'Reel: one' }

describe('orderOf', () => {
  it('asks for levels as mixed and plain names while nothing was chosen', () => {
    expect(orderOf(session, DEFAULT_EXPORT_SETTINGS)).toEqual({
      name: 'Reel__one',
      format: 'wav24',
      container: 'wav',
      template: '{title}_{type}',
      checks: {},
    })
  })
  it('has the mix looked into unless somebody leaves that out, and held against a guide where there is one', () => {
    expect(orderOf(session, { ...DEFAULT_EXPORT_SETTINGS, checks: false }).checks).toBeUndefined()
    const guide = { id: 'g', info: mediaFixture('guide.wav'), at: 0 }
    expect(orderOf(session, DEFAULT_EXPORT_SETTINGS, guide).checks).toEqual({ guide })
    expect(orderOf(session, { ...DEFAULT_EXPORT_SETTINGS, checks: false }, guide).checks).toBeUndefined()
  })
  it('prefers the name that was typed, made safe', () => {
    expect(orderOf(session, { ...DEFAULT_EXPORT_SETTINGS, name: 'a/b' }).name).toBe('a_b')
  })
  it('has pops only where one of them was chosen', () => {
    expect(orderOf(session, { ...DEFAULT_EXPORT_SETTINGS, measure: 'file' }).pops).toBeUndefined()
    expect(orderOf(session, { ...DEFAULT_EXPORT_SETTINGS, tailPop: true, measure: 'file' }).pops).toEqual({
      twoPop: false,
      tailPop: true,
      measure: 'file',
    })
    const ofParts = { ...DEFAULT_EXPORT_SETTINGS, twoPop: true, partMarks: true }
    expect(orderOf(session, ofParts).pops).toMatchObject({ twoPop: true, partMarks: true })
  })
  it('has the frames of action and the leader in frames of the session, whatever sample of them was meant', () => {
    const settings = {
      ...withSpec(DEFAULT_EXPORT_SETTINGS, theatrical, session),
      ffoa: samplePosition(8 * 48_000 + 7),
      lfoa: samplePosition(20 * 48_000 - 1),
    }
    const hour = 3600 * 24
    expect(session.startFrame).toBe(hour)
    expect(orderOf(session, settings).pops).toEqual({
      twoPop: true,
      tailPop: true,
      measure: 'programme',
      ffoa: hour + 8 * 24,
      lfoa: hour + 20 * 24 - 1,
      leader: 8 * 24,
    })
    const marked = { ...DEFAULT_EXPORT_SETTINGS, ffoa: samplePosition(48_000) }
    expect(orderOf(session, marked).pops).toMatchObject({ twoPop: false, tailPop: false, ffoa: hour + 24 })
  })
  it('carries reel, version, types and the spec with how it is to be met', () => {
    const settings = { ...withSpec(DEFAULT_EXPORT_SETTINGS, netflix, session), reel: ' r02', version: 'v07 ' }
    const order = orderOf(session, { ...settings, masterMode: 'measure' })
    expect(order).toMatchObject({ reel: 'r02', version: 'v07', types: { me: 'ME' } })
    expect(order.master).toEqual({ spec: netflix, mode: 'measure' })
    // Its convention has 23976, 24, 25, 2997 and 30.
    expect(order.dropFrameMark).toBe(false)
    expect(orderOf(session, DEFAULT_EXPORT_SETTINGS)).not.toHaveProperty('dropFrameMark')
  })
})

describe('specOfSettings', () => {
  it('asks for what is chosen, and is certain of it; chosen again, it decides the same', () => {
    const settings = {
      ...withSpec(DEFAULT_EXPORT_SETTINGS, theatrical, session),
      naming: 'netflix',
      format: 'wav16',
    } as const
    const spec = specOfSettings(podcast, settings, { sampleRate: 48_000, layout: 'mono', split: true })
    expect(spec).toMatchObject({
      targetLufs: podcast.targetLufs,
      sampleRates: [48_000],
      formats: ['wav16'],
      layouts: ['mono'],
      split: true,
      naming: 'netflix',
      twoPop: true,
      tailPop: true,
    })
    expect(spec.uncertain).toEqual([
      'targetLufs',
      'belowLu',
      'aboveLu',
      'truePeakDbtp',
      'source',
      'sourceDate',
    ])
    const { format, naming, twoPop, tailPop } = withSpec(DEFAULT_EXPORT_SETTINGS, spec, session)
    expect([format, naming, twoPop, tailPop]).toEqual(['wav16', 'netflix', true, true])
  })
})

describe('withSpec', () => {
  const chosen = (change: Partial<ExportSettings>, spec: DeliverySpec | null, sampleRate = 48_000) =>
    withSpec({ ...DEFAULT_EXPORT_SETTINGS, ...change }, spec, { sampleRate })

  it('takes format, names, pops and leader from the spec', () => {
    expect(chosen({ format: 'wav32f', container: 'flac' }, theatrical)).toMatchObject({
      spec: theatrical,
      ...{ format: 'wav24', container: 'wav', twoPop: true, tailPop: true, leaderSeconds: 8 },
    })
    expect(chosen({}, netflix)).toMatchObject({ naming: 'netflix', template: expect.stringMatching(/fps/) })
  })
  it('keeps a template that was typed, and no preset’s', () => {
    const template = '{title}_{type}_mine'
    expect(chosen({ template }, netflix)).toMatchObject({ template, naming: 'netflix' })
    expect(chosen(chosen({}, netflix), ebuR128)).toMatchObject({
      template: '{title}_{type}',
      naming: 'plain',
    })
  })
  it('keeps pops and leader that it says nothing of, but for those of the spec before it', () => {
    expect(chosen({ twoPop: true, leaderSeconds: 10 }, netflix)).toMatchObject({
      ...{ twoPop: true, tailPop: false, leaderSeconds: 10 },
    })
    expect(chosen(chosen({}, theatrical), netflix)).toMatchObject({
      ...{ twoPop: false, tailPop: false, leaderSeconds: null },
    })
    expect(chosen({ ...chosen({}, theatrical), leaderSeconds: 10 }, netflix).leaderSeconds).toBe(10)
  })
  it.each<[string, number | null, number, DeliverySpec, number | null]>([
    ['that of the mix where it is taken', null, 48_000, podcast, null],
    ['one that was chosen and is taken', 44_100, 48_000, podcast, 44_100],
    ['that of the mix again in place of one that is not', 96_000, 48_000, netflix, null],
    ['what is best where that of the mix is not taken', null, 96_000, youTube, 48_000],
    ['what is best where neither is', 88_200, 96_000, podcast, 44_100],
  ])('has as its rate %s', (_what, sampleRate, mixed, spec, rate) => {
    expect(chosen({ sampleRate }, spec, mixed).sampleRate).toBe(rate)
  })
  it.each<[DeliveryFormat, DeliverySpec, DeliveryFormat]>([
    ['wav16', podcast, 'wav16'],
    ['wav16shaped', podcast, 'wav16shaped'],
    ['wav24', podcast, 'wav24'],
    ['wav16shaped', youTube, 'wav16shaped'],
    ['wav32f', youTube, 'wav24'],
    ['wav16shaped', netflix, 'wav24'],
    ['wav16shaped', { ...podcast, formats: ['wav16shaped'] }, 'wav16shaped'],
    ['wav24', { ...podcast, formats: ['wav16shaped'] }, 'wav16shaped'],
  ])('%s is rounded by what is best only where its depth is not taken', (format, spec, rounded) => {
    expect(chosen({ format }, spec).format).toBe(rounded)
  })
  it('leaves the rest alone when there is to be none', () => {
    const settings = chosen({}, netflix)
    expect(chosen(settings, null)).toEqual({ ...settings, spec: null })
  })
})

describe('rowsWithSpec', () => {
  it('has every row as the spec asks for its channels, and back', () => {
    const split = rowsWithSpec(session, netflix)
    expect(deliverablesOf(split).map((row) => row.split)).toEqual(deliverablesOf(session).map(() => true))
    expect(deliverablesOf(rowsWithSpec(split, ebuR128))).toEqual(deliverablesOf(session))
  })
  it('leaves viewing copies as they are: those with a container of their own that loses sound', () => {
    const containers = ['m4a', 'flac'] as const
    const rows = deliverablesOf(session).map((row, n) => {
      const container = containers[n]
      return container ? { ...row, container } : row
    })
    const split = deliverablesOf(rowsWithSpec({ ...session, deliverables: rows }, netflix))
    expect(split.map((row) => row.split)).toEqual(rows.map((_, n) => n > 0))
  })
  it('is the very session where there is nothing to change', () => {
    expect(rowsWithSpec(session, ebuR128)).toBe(session)
    const copies = deliverablesOf(session).map((row) => ({ ...row, container: 'opus' as const }))
    const viewed = { ...session, deliverables: copies }
    expect(rowsWithSpec(viewed, netflix)).toBe(viewed)
  })
})
