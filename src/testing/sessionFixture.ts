import { interpretationsOf } from '../domain/layout.ts'
import { emptySession, type Session, type StemBus, type Track } from '../domain/session.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { mediaFixture } from './mediaFixture.ts'

/** A track told by what is special about it. Ids are `1`, `2` … in order; `length` is that of its one clip, `channels` as many as files commonly have
 * speakers for. */
export type TrackFixture = Partial<Track> & { readonly length?: number; readonly channels?: number }

/** A session of stereo tracks at unity, each of its own 24-bit file that is used whole. */
export function sessionFixture(
  tracks: readonly TrackFixture[],
  change: Partial<Omit<Session, 'stems' | 'tracks'>> = {},
  stems: Partial<Record<StemId, Partial<StemBus>>> = {},
): Session {
  const session = { ...emptySession('Fixture'), ...change }
  const complete = tracks.map((track, index) => trackFixture(String(index + 1), track))
  return {
    ...session,
    media: {
      ...Object.fromEntries(
        complete.map((track, i) => [
          track.id,
          mediaFixture(`${track.id}.wav`, {
            channels: track.speakers.length,
            length: tracks[i]?.length ?? 48_000,
          }),
        ]),
      ),
      ...change.media,
    },
    tracks: complete,
    stems: Object.fromEntries(
      STEMS.map(({ id }) => [id, { ...session.stems[id], ...stems[id] }]),
    ) as Session['stems'],
  }
}

function trackFixture(id: string, { length = 48_000, channels = 2, ...change }: TrackFixture): Track {
  const clip = {
    id,
    media: [id],
    start: samplePosition(0),
    from: samplePosition(0),
    length: samples(length),
  }
  return {
    id,
    name: `Track ${id}`,
    stem: 'music',
    speakers: interpretationsOf(channels)[0]?.speakers ?? [],
    trimDb: decibels(0),
    polarityInverted: false,
    pan: 0,
    faderDb: decibels(0),
    mute: false,
    clips: [clip],
    ...change,
  }
}
