import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { kernelModule } from '../../testing/kernelModule.ts'
import { packageForger } from '../../testing/packageForger.ts'
import { exportPackage, KERNEL_PATH, keepFolder, stemArguments } from '../../testing/packageRun.ts'
import { runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { parseVerify, verify, verifyOutput } from './verify.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const out = directory.file('package')
const path = (name: string): string => `${out}/${name}`
let restore = (): void => undefined

beforeAll(async () => {
  const stems = stemArguments(directory.file, ['dialogue', 'effects', 'music'], 4 * 48_000 + 17)
  await exportPackage(out, [
    ...stems,
    ...[
      '--name',
      'reel',
      '--deliverables',
      'composite,me,dx,fx,mx',
      '--pops',
      'both',
      '--measure',
      'programme',
    ],
  ])
  restore = keepFolder(out)
})
afterEach(() => {
  rmSync(path('extra.wav'), { force: true })
  restore()
})

const { verdictOf, faultsOf, sumAgain, forge } = packageForger(out)
const inJson = (find: string | RegExp, by: string) => (json: string) => {
  const changed = json.replace(find, by)
  if (changed === json) throw new Error(`there is no ${find}`)
  return changed
}

describe('a package as it was written', () => {
  it('holds, sums and residuals included, and sha256sum says so too', async () => {
    const verdict = await verdictOf()
    expect(verdict.faults).toEqual([])
    expect(verdict.notes).toEqual([])
    expect(verdict.verified).toEqual([
      '9 checksums hold',
      ...['Composite', 'M&E', 'Dialogue stem', 'Music stem', 'Effects stem'].map((name) =>
        expect.stringMatching(
          new RegExp(`^${name}: 386 000 samples, −\\d+\\.\\d LUFS, .*, as in the report$`),
        ),
      ),
      'composite − its stems: exact null, as in the report',
      'composite − (dialogue, narration and optional + M&E − fill): exact null, as in the report',
    ])
    const said = runTool('sh', [
      '-c',
      'cd "$1" && sha256sum -c --strict checksums.sha256',
      'sh',
      out,
    ]).toString()
    expect(said.trim().split('\n')).toHaveLength(9)
    expect(said).not.toContain('FAILED')
  })

  it('holds in a ZIP file that another program has made', async () => {
    const archive = directory.file('package.zip')
    const pack = `import sys, zipfile, os
with zipfile.ZipFile(sys.argv[1], 'w') as z:
    for name in sorted(os.listdir(sys.argv[2])): z.write(os.path.join(sys.argv[2], name), name)`
    runTool('python3', ['-c', pack, archive, out])
    expect(await faultsOf(archive)).toEqual([])
    const bytes = readFileSync(archive)
    bytes.writeUInt8(bytes.readUInt8(200_000) ^ 1, 200_000)
    writeFileSync(archive, bytes)
    expect((await faultsOf(archive)).join('\n')).toMatch(/^reel_composite\.wav: its SHA-256 is /)
  })
})

it('converted files are measured', async () => {
  const own = directory.file('converted')
  const stems = stemArguments(directory.file, ['dialogue', 'music'], 3 * 48_000)
  await exportPackage(`${own}/rate`, [
    ...stems,
    '--rate-out',
    '44100',
    ...['--pops', 'both', '--measure', 'programme', '--ffoa', '01:00:00:01', '--leader', '3'],
  ])
  const rate = await verdictOf(`${own}/rate`)
  expect(rate.faults).toEqual([])
  expect(rate.notes).toContainEqual(
    expect.stringMatching(/^Composite: its loudness over time is not compared/),
  )
  expect(rate.verified).toContainEqual(
    expect.stringMatching(/^Composite: \d+ \d+ samples, .*, as in the report$/),
  )
})

describe('what is found, by name', () => {
  it('one byte that is another', async () => {
    const bytes = readFileSync(path('reel_fx.wav'))
    bytes.writeUInt8(bytes.readUInt8(400_000) ^ 0x40, 400_000)
    writeFileSync(path('reel_fx.wav'), bytes)
    const faults = await faultsOf()
    expect(
      faults.filter((fault) => /^reel_fx\.wav: its SHA-256 is [0-9a-f]{64}, and/.test(fault)),
    ).toHaveLength(2)
    expect(faults.join('\n')).toMatch(/report\.json: composite − its stems leaves −.* dBFS in the files/)
    for (const other of ['composite', 'me', 'dx', 'mx'])
      expect(faults.join('\n')).not.toContain(`reel_${other}.wav`)
  })

  it('two files that were exchanged', async () => {
    renameSync(path('reel_dx.wav'), path('x'))
    renameSync(path('reel_mx.wav'), path('reel_dx.wav'))
    renameSync(path('x'), path('reel_mx.wav'))
    const faults = (await faultsOf()).join('\n')
    expect(faults).toMatch(/reel_dx\.wav: its SHA-256 is .*; what it holds is “reel_mx\.wav”/)
    expect(faults).toMatch(/reel_mx\.wav: its SHA-256 is .*; what it holds is “reel_dx\.wav”/)
    expect(faults).toMatch(/reel_dx\.wav: its integrated loudness is /)
  })

  it('a file that was cut', async () => {
    truncateSync(path('reel_me.wav'), 1_000_000)
    const faults = await faultsOf()
    expect(faults.join('\n')).toMatch(/reel_me\.wav: its SHA-256/)
    expect(faults.join('\n')).toMatch(/reel_me\.wav: it has 166\d{3} samples, and is to have 386000/)
    expect(faults.every((fault) => fault.startsWith('reel_me.wav: '))).toBe(true)
  })

  it('a file that is missing, and one that is not part of it', async () => {
    renameSync(path('reel_mx.wav'), path('extra.wav'))
    const { faults, notes } = await verdictOf()
    expect(faults).toContainEqual({ file: 'reel_mx.wav', detail: 'it is missing' })
    expect(notes).toContain('not part of this package: extra.wav')
  })

  it('a report that was changed, by its checksum', async () => {
    writeFileSync(
      path('report.json'),
      inJson('"title": "reel"', '"title": "real"')(readFileSync(path('report.json'), 'utf8')),
    )
    expect((await faultsOf()).join('\n')).toMatch(/^report\.json: its SHA-256 is /)
  })

  it.each([
    [
      '"integratedLufs": -',
      '"integratedLufs": -2',
      /reel_composite\.wav: its integrated loudness is −.*, and −2.* in the report/,
    ],
    [
      /"maxTruePeakDbtp": -[\d.]+/,
      '"maxTruePeakDbtp": -20',
      /reel_composite\.wav: its true peak is −.* dBTP, and −20\.00 dBTP/,
    ],
    [
      '"samples": 386000',
      '"samples": 385999',
      /reel_composite\.wav: it has 386000 samples, and is to have 385999/,
    ],
    [
      '"count": 193',
      '"count": 190',
      /report\.json: “Composite”: the count of its frames is 193, and it says 190/,
    ],
    ['"last": "01', '"last": "02', /report\.json: “Composite”: its last frame is /],
    ['"num": 24', '"num": 25', /report\.json: “Composite”: the count of its frames is 202/],
    [
      '"sampleRate": 48000,\n      "container"',
      '"sampleRate": 44100,\n      "container"',
      /reel_composite\.wav: it is at 48000 Hz, and is to be at 44100/,
    ],
    ['"bitDepth": 24', '"bitDepth": 16', /report\.json: “Composite”: its depth is 24 bits, and it says 16/],
    [
      '"dbfs": null',
      '"dbfs": -140.5',
      /report\.json: composite − its stems leaves exact null in the files, and −140\.5 dBFS/,
    ],
    [
      /"lufs": \[\s*-[\d.]+/,
      '"lufs": [ -9',
      /reel_composite\.wav: its short-term loudness after 3 s is −.*, and −9\.00 LUFS/,
    ],
    [
      '"format": "wav24",\n      "bitDepth"',
      '"format": "wav16",\n      "bitDepth"',
      /reel_composite\.wav: its samples are 24-bit, and 16-bit/,
    ],
    ['"version": 2', '"version": 3', /report\.json: it is no report that can be read: it is of version 3/],
    ['"pan": 0', '"pan": "left"', /report\.json: it is no report that can be read: settings\.tracks\.0\.pan/],
    ['"warnings": []', '"warnings": [], "more": 1', /report\.json: it is no report that can be read/],
    [/"file": "reel_composite.wav"/, '"file": "../../../etc/passwd"', /passwd: it is missing/],
    [/^[\s\S]*$/, 'not JSON', /report\.json: it is no report that can be read: it is not JSON/],
  ] as const)('a forged report with checksums to match: %s', async (find, by, fault) => {
    forge(inJson(find as string, by))
    expect((await faultsOf()).join('\n')).toMatch(fault)
  })

  it('a table that is not the report’s, and checksums that are none', async () => {
    writeFileSync(
      path('report.csv'),
      readFileSync(path('report.csv'), 'utf8').replace('Composite', 'Composed'),
    )
    sumAgain()
    expect(await faultsOf()).toEqual(['report.csv: it is not the table of this report'])
    writeFileSync(path('checksums.sha256'), 'sums')
    expect((await faultsOf())[0]).toBe('checksums.sha256: it is no list of SHA-256 checksums')
    rmSync(path('checksums.sha256'))
    expect((await faultsOf())[0]).toBe('checksums.sha256: it is missing')
  })
})

describe('the command line', () => {
  it.each([
    [[], 'it takes one folder or ZIP file'],
    [['a', 'b'], 'it takes one folder or ZIP file'],
    [['a', '--jsn'], 'unknown option --jsn'],
  ])('refuses %j', (argv, said) => {
    const parsed = parseVerify(argv)
    expect(verifyOutput(parsed.ok ? { ok: true, value: [] } : parsed, false)).toMatchObject({
      error: expect.stringContaining(said),
      code: 2,
    })
  })

  it('says in lines or JSON what holds, and what does not with exit code 1', async () => {
    rmSync(path('reel_mx.wav'))
    const result = await verify(out, { kernelPath: KERNEL_PATH, signal: new AbortController().signal })
    const { text, code } = verifyOutput(result, false)
    expect(code).toBe(1)
    expect(text).toContain('  DOES NOT HOLD: reel_mx.wav: it is missing\n')
    expect(text).toMatch(/\d things? do(es)? not hold\.\n$/)
    expect(JSON.parse(verifyOutput(result, true).text)).toMatchObject({
      holds: false,
      packages: [{ report: 'report.json' }],
    })
  })

  it('fails where there is no package', async () => {
    const environment = { kernelPath: KERNEL_PATH, signal: new AbortController().signal }
    for (const target of [directory.file('nowhere'), directory.file('dialogue.wav')]) {
      const { error, code } = verifyOutput(await verify(target, environment), false)
      expect(code).toBe(1)
      expect(error).not.toBe('')
    }
  })
})
