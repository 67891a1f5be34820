import type { JobState } from '../export/bounceJob.ts'

/** The state of a pass of no files of which so many samples are made, but for what is given. */
export const jobState = (done: number, change: Partial<JobState> = {}): JobState => ({
  done,
  at: done,
  samples: [],
  kernel: new Uint8Array(0),
  conversions: [],
  encoders: [],
  heads: [],
  master: { loudness: null, limiterDbtp: null },
  ...change,
})
