import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { DeliveryContainer } from '../domain/deliveryContainers.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { ffmpeg, temporaryDirectory } from '../testing/referenceTools.ts'
import { statedTimes } from './statedTimes.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

/** A second of a tone, as ffmpeg writes it with these tags. */
async function statedBy(container: DeliveryContainer, name: string, ...options: readonly string[]) {
  const path = directory.file(name)
  ffmpeg('-y', '-f', 'lavfi', '-i', 'sine=duration=1:sample_rate=48000', ...options, path)
  const stated = await statedTimes(
    memoryByteSource(name, new Uint8Array(readFileSync(path))),
    container,
    48_000,
  )
  if (!stated.ok) throw new Error('it could not be read')
  return stated.value
}

const TAGS = ['TIME_REFERENCE=172800000', 'TIMECODE_RATE=30000/1001', 'TIMECODE=01:00:00;00']
const asTags = TAGS.flatMap((tag) => ['-metadata', tag])
const told = { samples: 172_800_000, rate: { num: 30_000, den: 1001 }, timecode: '01:00:00;00' }

it.each([
  ['opus', 'a.opus', []],
  ['flac', 'a.flac', []],
  ['mp3', 'a.mp3', []],
] as const)('the tags of %s that another program has written are read', async (container, name, options) => {
  expect(await statedBy(container, name, ...options, ...asTags)).toEqual([{ where: 'tags', ...told }])
})

it('the time of a Broadcast Wave that another program has written is read', async () => {
  const stated = await statedBy('wav', 'a.wav', '-write_bext', '1', '-metadata', 'time_reference=172800001')
  expect(stated).toEqual([{ where: 'bext', samples: 172_800_001 }])
})

it.each([
  ['wav', 'b.wav'],
  ['flac', 'b.flac'],
  ['opus', 'b.opus'],
  ['m4a', 'b.m4a'],
] as const)('a file of %s that says no time says none', async (container, name) => {
  expect(await statedBy(container, name)).toEqual([])
})

it('a file that is none of its container says none', async () => {
  for (const container of ['wav', 'flac', 'mp3', 'opus', 'm4a'] as const) {
    const stated = await statedTimes(memoryByteSource('x', new Uint8Array(5000).fill(7)), container, 48_000)
    expect(stated).toEqual({ ok: true, value: [] })
  }
})
