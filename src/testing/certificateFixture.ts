import type { Certificate } from '../domain/certificate.ts'

/** The certificate of so many deliverables, 100 s of 24 frames from 01:00:00:00. `name`: what could come from outside. */
export const certificateFixture = (deliverables: number, name = 'source.wav'): Certificate => ({
  timebase: { num: 24, den: 1, drop: false, startFrame: 86_400 },
  programme: { from: 0, to: 4_800_000 },
  pops: [],
  deliverables: Array.from({ length: deliverables }, () => ({
    span: { from: 0, to: 4_800_000 },
    frames: { count: 2400, first: '01:00:00:00', last: '01:01:39:23', startsInto: 0, endsShort: 0 },
    timeReference: 172_800_000,
    shortTerm: {
      from: 0,
      lufs: Array.from({ length: 98 }, (_, n) => (n % 10 === 9 ? null : -20 - (n % 7))),
    },
  })),
  clips: [
    [
      {
        files: [name],
        start: 0,
        from: 0,
        length: 4_800_000,
        gainDb: null,
        mute: false,
        fadeIn: { length: 480, curve: 'equalPower', from: 0, of: 480 },
        fadeOut: null,
      },
    ],
  ],
  sources: [{ file: name, bytes: 1000, fingerprint: null }],
  guide: { file: name, bytes: 2000, fingerprint: name, at: -96_000 },
})
