import { describe, expect, it } from 'vitest'
import type { AppError } from '../../domain/errors.ts'
import { samples as count } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { impulse, noise, sine } from '../../testing/signals.ts'
import { type WavFixture, wavFixture } from '../../testing/wavFixture.ts'
import { audioBytes, encodeNote, readNote } from './conformedCopy.ts'
import { conformPcm } from './conformPcm.ts'
import { resampledLength } from './resampledLength.ts'

const module = kernelModule()

async function conformed(
  fixture: WavFixture,
  to: number,
  {
    proceed = () => true,
    room = Number.POSITIVE_INFINITY,
  }: { proceed?: (done: number) => boolean; room?: number } = {},
) {
  const source = memoryByteSource('a.wav', wavFixture(fixture))
  const info = await probeFile(source)
  if (!info.ok) throw new Error(info.error.code)
  const parts: Uint8Array[] = []
  let held = 0
  const write = (bytes: Uint8Array): Result<void, AppError> => {
    held += bytes.length
    if (held > room) return err({ code: 'storage/full', file: 'a.wav' })
    parts.push(bytes.slice())
    return ok(undefined)
  }
  const { pcm, sampleRate } = info.value
  const result = await conformPcm(module, source, pcm, sampleRate, to, { write }, proceed)
  const bytes = Buffer.concat(parts)
  return {
    result,
    samples: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
  }
}

describe('conformPcm', () => {
  it('converts to the exact length, a click on its sample in every channel', async () => {
    const clicks = [impulse(200_001, 44_100), impulse(200_001, 88_200)]
    const { result, samples: out } = await conformed({ samples: clicks, sampleRate: 44_100 }, 48_000)
    const length = resampledLength(200_001, 44_100, 48_000)
    expect(result).toEqual(ok({ channels: 2, sampleRate: 44_100, sourceLength: 200_001, length }))
    expect(out.length).toBe(2 * length)
    for (const c of [0, 1]) {
      const channel = out.filter((_, n) => n % 2 === c)
      expect(channel.indexOf(channel.reduce((max, x) => Math.max(max, x)))).toBe(48_000 * (c + 1))
    }
  })

  it('at the same rate copies every value', async () => {
    const signal = noise(70_000, 1)
    const { samples: out } = await conformed({ samples: [signal], encoding: 'f32' }, 48_000)
    expect(out).toEqual(Float32Array.from(signal))
  })

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'infinity'],
  ] as const)('refuses %s, by place', async (value, name) => {
    const { result } = await conformed(
      { samples: [impulse(100_000, 70_001, value)], encoding: 'f32', sampleRate: 96_000 },
      48_000,
    )
    expect(result).toEqual(
      err({ code: 'audio/notFinite', file: 'a.wav', value: name, channel: 0, sample: 70_001 }),
    )
  })

  it('refuses a double that is infinite as a float', async () => {
    const { result } = await conformed({ samples: [impulse(100, 7, 1e300)], encoding: 'f64' }, 44_100)
    expect(result).toMatchObject({ error: { code: 'audio/notFinite', value: 'infinity', sample: 7 } })
  })

  it('stops when it is told to, and where there is no room', async () => {
    const fixture = { samples: [sine(500_000, 1000)], sampleRate: 44_100 }
    let told = 0
    const stopped = await conformed(fixture, 48_000, {
      proceed: (done) => {
        told = done
        return done < 0.2
      },
    })
    expect(stopped.result).toEqual(err({ code: 'cancelled' }))
    expect(told).toBeLessThan(0.5)
    const full = await conformed(fixture, 48_000, { room: 2 ** 20 })
    expect(full.result).toEqual(err({ code: 'storage/full', file: 'a.wav' }))
  })
})

describe('the note of a copy', () => {
  const { value: note } = ok({
    channels: 2,
    sampleRate: 44_100,
    sourceLength: count(5),
    length: count(6),
    warnings: ['odd'],
  })
  const audio = new Uint8Array(2 * 6 * 4)
  const bytes = encodeNote(note)
  const copy = (...parts: Uint8Array<ArrayBuffer>[]) => readNote(new File(parts, 'a'))

  it('is found at the end of a whole copy', async () => {
    expect(await copy(audio, bytes)).toEqual(note)
    expect(audioBytes(note)).toBe(audio.length)
  })

  it('is of no other file, and of none that is cut or too long', async () => {
    expect(await copy()).toBeNull()
    expect(await copy(audio)).toBeNull()
    expect(await copy(audio.subarray(1), bytes)).toBeNull()
    expect(await copy(audio, audio, bytes)).toBeNull()
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(await copy(audio, bytes.subarray(0, bytes.length - cut))).toBeNull()
      const damaged = bytes.slice()
      damaged[cut] = 0xff
      const read = await copy(audio, damaged)
      if (read) expect({ ...read, warnings: [] }).toEqual({ ...note, warnings: [] })
    }
  })
})
