/** Hz. What a new session can run at. */
export const SESSION_RATES = [44_100, 48_000, 88_200, 96_000, 192_000] as const

/** Whether a session can run at a rate: the meters count in hops of 10 ms. */
export const isSessionRate = (sampleRate: number): boolean => sampleRate % 100 === 0

/** `44.1 kHz`. */
export const rateLabel = (sampleRate: number): string => `${sampleRate / 1000} kHz`
