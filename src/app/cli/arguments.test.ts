import { describe, expect, it } from 'vitest'
import { errorText } from '../../domain/errors.ts'
import { parseArguments } from './arguments.ts'

const parse = (line: string) => parseArguments(line.split(' ').filter(Boolean))

describe('the command line', () => {
  it('takes stems in any order, several files each, and has defaults for the rest', () => {
    expect(parse('--music d.wav --dialogue a.wav b.wav --out DIR --effects c.wav --dialogue e.wav')).toEqual({
      ok: true,
      value: {
        stems: [
          { stem: 'music', path: 'd.wav' },
          { stem: 'dialogue', path: 'a.wav' },
          { stem: 'dialogue', path: 'b.wav' },
          { stem: 'effects', path: 'c.wav' },
          { stem: 'dialogue', path: 'e.wav' },
        ],
        out: 'DIR',
        order: {},
      },
    })
    expect(parse('--fill f.wav --name Reel_1 --format wav32f --rate 96000 --out .')).toEqual({
      ok: true,
      value: {
        stems: [{ stem: 'fill', path: 'f.wav' }],
        out: '.',
        rate: 96_000,
        order: { settings: { name: 'Reel_1', format: 'wav32f' } },
      },
    })
  })

  it('takes paths and names with spaces, dashes and dots', () => {
    expect(parseArguments(['--music', '-a b.wav', '--out', '../x y', '--name', ''])).toMatchObject({
      ok: true,
      value: { stems: [{ path: '-a b.wav' }], out: '../x y', order: { settings: { name: '' } } },
    })
  })

  it.each([
    ['', '--out is missing'],
    ['--music a.wav', '--out is missing'],
    ['--out DIR', 'no stem is given'],
    ['--music --out DIR', '--music needs a value'],
    ['--music a.wav --out', '--out needs a value'],
    ['a.wav --out DIR', 'a.wav stands before any option'],
    ['--muzak a.wav --out DIR', 'unknown option --muzak'],
    ['--Music a.wav --out DIR', 'unknown option --Music'],
    ['--music=a.wav --out DIR', 'unknown option --music=a.wav'],
    ['--constructor x --out DIR', 'unknown option --constructor'],
    ['--__proto__ x --out DIR', 'unknown option --__proto__'],
    ['--end x --music a.wav --out DIR', 'unknown option --end'],
    ['--music a.wav --out DIR --end', 'unknown option --end'],
    ['--music a.wav --out DIR --guide g.wav', '--guide goes with --checks'],
    ['--session s.json --out DIR --no-checks --guide g.wav', '--guide goes with --checks'],
    ['--session s.json --out DIR --no-checks --checks', '--checks and --no-checks do not go together'],
    ['--session s.json --check-only --no-checks', '--check-only and --no-checks do not go together'],
    ['--session s.json --check-only --resume', '--check-only and --resume do not go together'],
    ['--session s.json --package p.zip --resume', '--package takes no --resume beside it'],
    ['--session s.json --package p.zip --check-only', '--package takes no --check-only beside it'],
    ['--session s.json --out DIR --split --no-split', '--split and --no-split do not go together'],
    ['--session s.json --out DIR --range', '--range needs a value'],
    ['--session s.json --package p.zip --checks', '--package takes no --checks beside it'],
    ['--music a.wav --out DIR --checks --guide', '--guide needs a value'],
    ['--session s.json --package p.zip --guide g.wav', '--package takes no --guide beside it'],
    ['--music a.wav --out A B', '--out takes one value'],
    ['--music a.wav --out A --out B', '--out takes one value'],
    ['--music a.wav --out A --format wav16 wav24', '--format takes one value'],
    ['--music a.wav --out A --rate 47999', '--rate is one of 44100, 48000, 88200, 96000, 192000, not 47999'],
    ['--music a.wav --out A --rate 4.8e4', '--rate is one of'],
    ['--session a.json --out A --rate 48000', '--rate goes with stems'],
    ['--music a.wav --out A --format mp3', '--format is one of wav16, wav16shaped, wav24, wav32f, not mp3'],
  ])('does not take %j', (line, detail) => {
    const parsed = parse(line)
    expect(parsed).toMatchObject({ ok: false, error: { code: 'usage' } })
    expect(!parsed.ok && parsed.error.code === 'usage' && parsed.error.detail).toContain(detail)
  })
})

describe('a session', () => {
  it('is given by its document, with a folder of its files', () => {
    expect(parseArguments(['--session', 'a.json', '--out', 'o', '--media', 'm'])).toEqual({
      ok: true,
      value: {
        stems: [],
        session: { path: 'a.json', media: 'm' },
        out: 'o',
        order: {},
      },
    })
  })

  it('is one of several, in one list or by one option each', () => {
    const several = { session: { path: 'a.json', media: 'm' }, further: ['b.json', 'c.zip'], out: 'o' }
    for (const line of ['--session a.json b.json c.zip', '--session a.json --session b.json --session c.zip'])
      expect(parse(`${line} --media m --out o`)).toMatchObject({ ok: true, value: several })
    expect(parse('--session a.json b.json --zip o')).toMatchObject({ value: { out: 'o', zip: true } })
    expect(parse('--session a.json b.json --check-only')).toMatchObject({ value: { further: ['b.json'] } })
  })

  it('replaces what is there only where that is said', () => {
    expect(parse('--session a.json --replace --out o')).toMatchObject({ value: { out: 'o', replace: true } })
    expect(parse('--session a.json --out o --replace yes')).toMatchObject({ ok: false })
  })

  it('goes on with what was interrupted only where that is said', () => {
    expect(parse('--session a.json --resume --out o')).toMatchObject({ value: { out: 'o', resume: true } })
  })

  it('is exported as its own settings say, but for what is said here', () => {
    const line =
      '--session a.json --out o --no-checks --part-pops --measure file --no-limit --pops none --spec none --gain -1'
    expect(parse(line)).toMatchObject({
      value: {
        order: {
          settings: {
            ...{ checks: false, measure: 'file', masterMode: 'noLimit' },
            ...{ twoPop: false, tailPop: false, partMarks: true },
          },
          spec: 'none',
          gainDb: -1,
        },
      },
    })
  })

  it.each([
    [['--session', 'a.json', '--music', 'b.wav', '--out', 'o'], /takes no stems/],
    [['--music', 'b.wav', '--media', 'm', '--out', 'o'], /--media goes with --session/],
    [['--session', 'a.json'], /--out is missing/],
    [['--session', 'a.json', 'b.json', '--package', 'c.zip'], /--package takes one session/],
    [['--session', 'a.json', 'b.json', '--out', 'o', '--name', 'x'], /--name takes one session/],
    [['--session', 'a.json', 'b.json', '--check-only', '--guide', 'g.wav'], /--guide takes one session/],
    [['--session', 'a.json', 'b.json', '--zip', 'x.zip'], /--zip is a folder where there are several/],
    [['--session', 'a.json', 'b.json'], /--out is missing/],
  ])('is refused when it is asked for as %j', (argv, says) => {
    const parsed = parseArguments(argv)
    expect(parsed.ok ? '' : errorText(parsed.error)).toMatch(says)
  })
})

describe('checks alone', () => {
  it('need no place for files, and are on where stems have none', () => {
    expect(parse('--music a.wav --check-only --fail-on-findings --guide g.wav')).toMatchObject({
      ok: true,
      value: {
        ...{ out: '', checkOnly: true, failOnFindings: true, guide: 'g.wav' },
        order: { settings: { checks: true } },
      },
    })
    expect(parse('--session s.json --check-only --out DIR')).toMatchObject({
      ok: true,
      value: { out: 'DIR' },
    })
  })
})

it('a range and mono files are the order’s', () => {
  const argv = ['--session', 's.json', '--out', 'o', '--range', 'Reel 2', '--split']
  expect(parseArguments(argv)).toMatchObject({ value: { order: { range: 'Reel 2', split: true } } })
  expect(parse('--session s.json --out o --no-split')).toMatchObject({ value: { order: { split: false } } })
})

describe('a package', () => {
  it('is made of a session, with a folder of its files', () => {
    expect(parseArguments(['--session', 'a.json', '--media', 'm', '--package', 'a.zip'])).toEqual({
      ok: true,
      value: { session: { path: 'a.json', media: 'm' }, package: 'a.zip' },
    })
    expect(parseArguments(['--session', 'a.json', '--package', 'a.zip', '--replace'])).toMatchObject({
      value: { replace: true },
    })
  })

  it.each([
    [['--package', 'a.zip', '--music', 'b.wav'], /--package goes with --session/],
    [['--session', 'a.json', '--package', 'a.zip', '--music', 'b.wav'], /--package goes with --session/],
    [['--session', 'a.json', '--package', 'a.zip', '--out', 'o'], /takes no --out beside it/],
    [['--session', 'a.json', '--package', 'a.zip', '--format', 'wav16'], /takes no --format beside it/],
    [['--session', 'a.json', '--package'], /--package needs a value/],
    [['--session', 'a.json', '--package', 'a.tar'], /--package is a file that ends in \.zip, not a\.tar/],
  ])('is refused when it is asked for as %j', (argv, says) => {
    const parsed = parseArguments(argv)
    expect(parsed.ok ? '' : errorText(parsed.error)).toMatch(says)
  })
})
