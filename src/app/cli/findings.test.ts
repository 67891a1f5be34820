import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { errorText } from '../../domain/errors.ts'
import { custom } from '../../domain/specs/custom.ts'
import { specDocument } from '../../domain/specs/specDocument.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'
import { ProgressPrinter } from './progressPrinter.ts'

// What the command line says of a delivery that is made, and would be sent back.

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const RATE = 48_000
const write = (name: string, samples: readonly Float64Array[]): string => {
  const path = directory.file(name)
  writeFileSync(path, wavFixture({ samples, encoding: 's24' }))
  return path
}
const effects = write('effects.wav', [noise(4 * RATE, 1, 0.1), noise(4 * RATE, 2, 0.1)])
/** At full scale in eight samples in a row, and 12 dB lower elsewhere. */
const loud = write(
  'loud.wav',
  [1, 2].map((seed) => noise(4 * RATE, seed, 0.2).map((x, n) => (n > RATE && n < RATE + 9 ? 0.999 : x))),
)
const spec = (name: string, change: Partial<typeof custom>): string => {
  const path = directory.file(`${name}.json`)
  writeFileSync(path, specDocument({ ...custom, id: name, name, ...change }))
  return path
}

let made = 0
async function run(...argv: readonly string[]) {
  made += 1
  const out = directory.file(`out ${made}`)
  mkdirSync(out)
  const parsed = parseArguments([...argv, '--name', 'Tide', '--out', out])
  if (!parsed.ok || 'package' in parsed.value) throw new Error('a wrong command line')
  let printed = ''
  let findings: readonly string[] = []
  const result = await bounce(parsed.value, {
    kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
    version: 'test',
    signal: new AbortController().signal,
    onFindings: (found) => {
      findings = found
    },
    printer: new ProgressPrinter({ write: (text) => (printed += text) }),
  })
  if (!result.ok) throw new Error(errorText(result.error))
  return { printed, findings, warnings: result.value.warnings }
}

describe('the warnings of a report', () => {
  it('are printed after the files, a line each', async () => {
    const { printed, warnings } = await run(
      '--effects',
      effects,
      '--spec',
      spec('split', { split: true }),
      '--no-split',
    )
    expect(warnings).toEqual(['Not as split has it: it asks for a mono file for each channel.'])
    expect(printed.trimEnd().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^Tide_me\.wav: /),
      `Warning: ${warnings[0]}`,
    ])
  })
})

describe('what a control would send back', () => {
  it('is nothing of a delivery that is as its spec has it', async () => {
    expect((await run('--effects', effects, '--spec', 'ebu-r128', '--checks')).findings).toEqual([])
  })

  it.each<[string, readonly string[], readonly (string | RegExp)[]]>([
    [
      'a target that is missed',
      ['--effects', effects, '--spec', spec('far', { targetLufs: -40 }), '--measure-only'],
      ['far: the composite is not at its target.'],
    ],
    [
      'a ceiling that nothing was limited to',
      ['--effects', effects, '--spec', spec('low', { targetLufs: null, truePeakDbtp: -38 }), '--no-limit'],
      [/^“Composite” comes to −\d+\.\d dBTP\.$/, /^“M&E” comes to/],
    ],
    [
      'a target that was not measured',
      ['--dialogue', effects, '--effects', effects, '--spec', 'ebu-r128', '--deliverables', 'me'],
      ['EBU R 128: the composite was not measured.'],
    ],
    [
      'files that are not as the spec asks',
      ['--effects', effects, '--spec', spec('split', { split: true }), '--no-split'],
      ['Not as split has it: it asks for a mono file for each channel.'],
    ],
    [
      'samples over full scale',
      ['--effects', loud, '--gain', '2'],
      [/^“Composite”: 16 samples went over full scale\.$/, /^“M&E”: 16 samples/],
    ],
    [
      'an error that the checks find',
      ['--effects', loud, '--checks', '--gain', '0'],
      [/^Clipping: 1 error/, /^True peak: 2 errors/],
    ],
    [
      'sync that there is nothing to check in',
      ['--effects', effects, '--checks', '--guide', effects, '--deliverables', 'me'],
      ['Sync could not be checked: the composite is not among the deliverables.'],
    ],
  ])('is %s', async (_what, argv, found) => {
    const { findings } = await run(...argv)
    expect(findings).toEqual(found.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))))
  })
})
