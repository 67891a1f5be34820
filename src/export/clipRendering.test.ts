import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitTogether } from '../domain/clipCuts.ts'
import { clipEnd } from '../domain/clipShape.ts'
import { applyCommand, type Command } from '../domain/commands.ts'
import { MASTERS } from '../domain/deliverables/registry.ts'
import { type Clip, FADE_CURVES, type Session, sessionLength } from '../domain/session.ts'
import { sessionProblems } from '../domain/sessionProblems.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { bounceToMemory, firstDifference, pcmOf, programmeOf } from '../testing/bounceFixture.ts'
import { clipFixture } from '../testing/clipFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { commandOf, edits } from '../testing/randomEdits.ts'
import { type Material, referenceMix } from '../testing/referenceMix.ts'
import { noise } from '../testing/signals.ts'

const module = kernelModule()
/** Of 24 bits, so that the file holds what is asked for. */
const sound = (length: number, seed: number): Float64Array =>
  noise(length, seed, 0.3).map((value) => Math.round(value * 2 ** 23) / 2 ** 23)
const files = [
  { stem: 'dialogue', samples: [sound(900, 1)] },
  { stem: 'effects', samples: [sound(1200, 2)] },
  { stem: 'fill', samples: [sound(1500, 3), sound(1500, 4)] },
  { stem: 'music', samples: [sound(5000, 5), sound(5000, 6)] },
] as const
const programme = await programmeOf(files)
const material: Material = new Map(files.map((file, n) => [String(n + 1), file.samples]))

/** The files of an export, channel by channel. */
async function render(edited: Session): Promise<readonly (readonly Float32Array[])[]> {
  const { deliverables: _, ...session } = edited
  const { result, files: written } = await bounceToMemory(module, { ...programme, session }, 'wav32f')
  if (!result.ok) throw new Error(result.error.code)
  return written.map((file) => {
    const pcm = pcmOf(file)
    return [0, 1].map((c) =>
      Float32Array.from({ length: pcm.length / 8 }, (_, n) => pcm.readFloatLE(n * 8 + c * 4)),
    )
  })
}

async function expectAsReference(session: Session): Promise<void> {
  const rendered = await render(session)
  for (const [n, spec] of MASTERS.entries()) {
    const expected = referenceMix(session, material, spec)
    for (const [c, channel] of expected.entries()) {
      const at = firstDifference(rendered[n]?.[c], channel)
      if (at >= 0)
        expect.fail(`${spec.id}, channel ${c}, sample ${at}: ${rendered[n]?.[c]?.[at]}, not ${channel[at]}`)
    }
  }
}

const withClips = (clips: readonly Clip[], track = '4'): Session => ({
  ...programme.session,
  tracks: programme.session.tracks.map((one) =>
    one.id === track ? { ...one, clips } : { ...one, clips: [] },
  ),
})

const music = (id: string, start: number, from: number, length: number, change: Partial<Clip> = {}): Clip =>
  clipFixture(id, start, from, length, { media: ['4'], ...change })

describe('a render', () => {
  it('of what 200 random commands made is that of the plain reference, to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(edits(200, 220), async (list) => {
        let session = programme.session
        for (const [n, edit] of list.entries())
          session = applyCommand(session, commandOf(edit, session, programme.session, `n${n}`))
        // Where everything was taken away there is nothing to hear: then another.
        fc.pre(sessionLength(session) > 0)
        await expectAsReference(session)
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  it.each(FADE_CURVES)('of a cross-fade and of gains by %s is that of the reference', async (curve) => {
    const fade = (length: number) => ({ length: samples(length), curve })
    // Longer than a block of the export, so that fades lie in several.
    const clips = [
      music('a', 10, 5, 2600, { fadeIn: fade(300), fadeOut: fade(2200), gainDb: decibels(-6.5) }),
      music('b', 410, 100, 4000, { fadeIn: fade(2200), fadeOut: fade(1), gainDb: decibels(24) }),
      music('c', 4410, 0, 1000, { mute: true }),
      music('d', 5500, 0, 100, { gainDb: null }),
      music('e', 5600, 0, 100),
    ]
    const session = withClips(clips)
    expect(sessionProblems(session)).toEqual([])
    await expectAsReference(session)
  })
})

describe('a cut', () => {
  const fade = (length: number, curve: (typeof FADE_CURVES)[number]) => ({ length: samples(length), curve })
  const clips = [
    music('a', 0, 40, 1000, {
      fadeIn: fade(400, 's'),
      fadeOut: fade(300, 'equalPower'),
      gainDb: decibels(-3),
    }),
    music('b', 700, 2000, 2500, { fadeIn: fade(300, 'equalPower'), fadeOut: fade(1100, 'exponential') }),
  ]
  const session = withClips(clips)

  it('at any sample, and the joining of its parts, sound as the whole', async () => {
    const whole = await render(session)
    const end = clipEnd(clips[1] ?? music('none', 0, 0, 1))
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: end - 1 }), { minLength: 1, maxLength: 4 }),
        async (places) => {
          let cut = session
          for (const [n, at] of places.entries()) {
            const ids = cut.tracks.flatMap((track) => track.clips).map(({ id }) => id)
            const split = splitTogether(cut, ids, at).map((id) => [id, `${id} ${n}`])
            const command: Command = {
              type: 'clips/split',
              clips: Object.fromEntries(split),
              at: samplePosition(at),
            }
            const before = cut
            cut = applyCommand(cut, command)
            expect(cut).not.toBe(before)
            expect(sessionProblems(cut)).toEqual([])
          }
          const parts = cut.tracks.flatMap((track) => track.clips).map(({ id }) => id)
          const rendered = await render(cut)
          for (const [n, channels] of whole.entries())
            for (const [c, channel] of channels.entries())
              expect(firstDifference(rendered[n]?.[c], channel)).toBe(-1)
          const single = parts
            .filter((id) => !id.includes(' '))
            .filter((id) => !parts.some((p) => p.startsWith(`${id} `)))
          const joined = applyCommand(cut, {
            type: 'clips/join',
            clips: parts.filter((id) => !single.includes(id)),
          })
          expect(joined.tracks).toEqual(session.tracks)
        },
      ),
      { numRuns: 40 },
    )
  })
})
