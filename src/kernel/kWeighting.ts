/** b0 b1 b2 a1 a2 of the shelf, then of the high-pass. */
export type KWeighting = readonly number[]

/** ITU-R BS.1770-5 Annex 1, tables 1 and 2: the filter at 48 kHz as printed. */
const AT_48_KHZ: KWeighting = [
  1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585, 1, -2, 1,
  -1.99004745483398, 0.99007225036621,
]

/**
 * The K-weighting for a sampling rate: the printed table at 48 kHz, elsewhere the same analogue prototype warped to
 * the rate, by the parameters that give the table back at 48 kHz.
 */
export function kWeighting(sampleRate: number): KWeighting {
  return sampleRate === 48_000 ? AT_48_KHZ : derived(sampleRate)
}

/** Exported for its test: the derivation must give the printed table at 48 kHz. */
export function derived(sampleRate: number): KWeighting {
  const shelfK = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const shelfQ = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const shelfA0 = 1 + shelfK / shelfQ + shelfK * shelfK
  const passK = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const passQ = 0.5003270373238773
  const passA0 = 1 + passK / passQ + passK * passK
  return [
    (high + (band * shelfK) / shelfQ + shelfK * shelfK) / shelfA0,
    (2 * (shelfK * shelfK - high)) / shelfA0,
    (high - (band * shelfK) / shelfQ + shelfK * shelfK) / shelfA0,
    (2 * (shelfK * shelfK - 1)) / shelfA0,
    (1 - shelfK / shelfQ + shelfK * shelfK) / shelfA0,
    1,
    -2,
    1,
    (2 * (passK * passK - 1)) / passA0,
    (1 - passK / passQ + passK * passK) / passA0,
  ]
}
