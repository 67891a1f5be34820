import { noise, sine } from '../src/testing/signals.ts'
import { largestDifference, readSamples } from './fixtures/pcm.ts'
import { gated, RATE, sum, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

const LENGTH = 2 * RATE
const gain = (db: number): number => 10 ** (db / 20)
const scaled = (signal: Float64Array | undefined, by: number): Float64Array =>
  (signal ?? new Float64Array(0)).map((value) => value * by)

/** −3 dB law: equal power. */
const equalPower = (pan: number): [number, number] => {
  const angle = ((1 + pan) * Math.PI) / 4
  return [Math.cos(angle), Math.sin(angle)]
}

test('every control of the mix does to the samples what it says', async ({ page, app, folder }) => {
  const files = {
    dialogue: writeWav(folder.file('DX_mono.wav'), { samples: [noise(LENGTH, 1, 0.3)] }),
    effects: writeWav(folder.file('FX_wide.wav'), {
      samples: [noise(LENGTH, 2, 0.2), sine(LENGTH, 333, 0.2)],
    }),
    music: writeWav(folder.file('MX_one.wav'), { samples: [sine(LENGTH, 440, 0.2), sine(LENGTH, 550, 0.2)] }),
    unheard: writeWav(folder.file('MX_two.wav'), { samples: [noise(LENGTH, 3, 0.5), noise(LENGTH, 4, 0.5)] }),
    fill: writeWav(folder.file('FILL_room.wav'), {
      samples: [noise(LENGTH, 5, 0.05), noise(LENGTH, 6, 0.05)],
    }),
  }
  await app.addFiles(Object.values(files))

  await app.type('Fader, DX_mono', '-6.0')
  await app.type('Pan, DX_mono', 'L25')
  await app.chip('Polarity, FX_wide').click()
  await app.type('Balance, FX_wide', 'R40')
  await app.type('Trim, MX_one', '+2.5')
  await app.chip('Mute, MX_two').click()
  await app.type('Fader, Music stem', '-4.2')
  // Arrows: a tenth of a decibel each, from unity.
  await app.slider('Fader, Effects stem').focus()
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowDown')
  await expect(app.slider('Fader, Effects stem')).toHaveAttribute('aria-valuetext', '−0.3 dB')

  const [dialogue = new Float64Array(0)] = readSamples(files.dialogue, 1)
  const [left, right] = equalPower(-0.25)
  const dx = [scaled(dialogue, gain(-6) * left), scaled(dialogue, gain(-6) * right)]
  const effects = readSamples(files.effects)
  const fx = [scaled(effects[0], -gain(-0.3) * 0.6), scaled(effects[1], -gain(-0.3))]
  const mx = readSamples(files.music).map((channel) => scaled(channel, gain(2.5 - 4.2)))
  const fill = readSamples(files.fill)
  const mixed = (...stems: readonly Float64Array[][]): Float64Array[] =>
    [0, 1].map((c) => sum(...stems.map((stem) => stem[c] ?? new Float64Array(0))))
  const expected = { composite: mixed(dx, fx, mx), me: mixed(fx, mx, fill) }

  await test.step('24-bit: nearest value', async () => {
    const { composite, me } = await app.exportAs({ format: '24-bit PCM' })
    // Half a step, and what two ways of computing in double precision may differ by.
    const step = 2 ** -23
    expect(largestDifference(readSamples(composite), expected.composite)).toBeLessThan(0.51 * step)
    expect(largestDifference(readSamples(me), expected.me)).toBeLessThan(0.51 * step)
  })

  await test.step('32-bit float: to its last bit', async () => {
    const { composite, me } = await app.exportAs({ format: '32-bit float' })
    expect(largestDifference(readSamples(composite), expected.composite)).toBeLessThan(1e-7)
    expect(largestDifference(readSamples(me), expected.me)).toBeLessThan(1e-7)
  })

  await test.step('16-bit: triangular dither of one step each way', async () => {
    const { composite, report } = await app.exportAs({ format: '16-bit PCM, TPDF dither' })
    expect(report.settings.dither).toBe('TPDF')
    const step = 2 ** -15
    const written = readSamples(composite)
    expect(largestDifference(written, expected.composite)).toBeLessThanOrEqual(1.5 * step)
    const errors = written.flatMap((channel, c) =>
      Array.from(channel, (value, n) => (value - (expected.composite[c]?.[n] ?? 0)) / step),
    )
    // Variance of the dither, 1/6, and of the rounding, 1/12: half a step.
    const power = errors.reduce((total, error) => total + error * error, 0) / errors.length
    expect(Math.sqrt(power)).toBeWithin(0.01, 0.5)
    expect(errors.reduce((total, error) => total + error, 0) / errors.length).toBeWithin(0.01, 0)
  })
})

test('a mono file is panned by each of the three laws', async ({ app, folder }) => {
  const tone = sine(RATE, 997, 0.5)
  const places = [
    { name: 'DX_near', pan: 'L100', at: -1 },
    { name: 'DX_middle', pan: 'C', at: 0 },
    { name: 'DX_far', pan: 'R60', at: 0.6 },
  ]
  const files = places.map(({ name }, index) =>
    writeWav(folder.file(`${name}.wav`), { samples: [gated(tone, index * 0.3, (index + 1) * 0.3)] }),
  )
  await app.addFiles(files)
  for (const { name, pan } of places) await app.type(`Pan, ${name}`, pan)
  const sources = files.map((file) => readSamples(file, 1)[0])

  const linear = (pan: number): [number, number] => [(1 - pan) / 2, (1 + pan) / 2]
  const between = (pan: number): [number, number] => {
    const [a, b] = [linear(pan), equalPower(pan)]
    return [Math.sqrt(a[0] * b[0]), Math.sqrt(a[1] * b[1])]
  }
  for (const [law, gains, centreDb] of [
    ['−3 dB', equalPower, -3.01],
    ['−4.5 dB', between, -4.52],
    ['−6 dB', linear, -6.02],
  ] as const) {
    await test.step(law, async () => {
      expect(20 * Math.log10(gains(0)[0])).toBeWithin(0.005, centreDb)
      if (law === '−3 dB') await expect(app.fact('Mono pan law').locator('option:checked')).toHaveText(law)
      else await app.fact('Mono pan law').selectOption(law)
      const { composite } = await app.exportAs({ format: '32-bit float' })
      const expected = [0, 1].map((c) =>
        sum(...places.map(({ at }, index) => scaled(sources[index], gains(at)[c] ?? 0))),
      )
      expect(largestDifference(readSamples(composite), expected)).toBeLessThan(1e-7)
    })
  }
})
