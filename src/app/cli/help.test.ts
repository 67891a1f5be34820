import { describe, expect, it } from 'vitest'
import { DELIVERY_CONTAINERS } from '../../domain/deliveryContainers.ts'
import { SESSION_RATES } from '../../domain/sampleRates.ts'
import { parseArguments, RUN_FLAGS, SINGLE_OPTIONS, STEM_OPTIONS } from './arguments.ts'
import { BOUNCE_HELP, VERIFY_HELP } from './help.ts'
import { ORDER_FLAGS } from './orderArguments.ts'
import { parseVerify } from './verify.ts'

describe.each([
  ['bounce', BOUNCE_HELP],
  ['verify', VERIFY_HELP],
])('the help of %s', (_, help) => {
  it('fits a terminal', () => {
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(110)
  })
})

it('lists every option of bounce, and none that there is not', () => {
  const options = [
    ...Object.keys(STEM_OPTIONS),
    ...SINGLE_OPTIONS,
    ...ORDER_FLAGS,
    ...RUN_FLAGS,
    '--checks',
    '--replace',
    '--quiet',
    '--help',
  ]
  const listed = [...BOUNCE_HELP.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option)
  expect(listed.toSorted()).toEqual([...new Set(options)].toSorted())
  for (const { id } of DELIVERY_CONTAINERS) expect(BOUNCE_HELP).toContain(id)
  for (const rate of SESSION_RATES) expect(BOUNCE_HELP).toContain(String(rate))
})

it('says what is mixed, and what only a browser makes', () => {
  for (const kind of ['AIFF-C', 'FLAC', 'MP3', 'Opus'])
    expect(/^What is mixed.*$/m.exec(BOUNCE_HELP)?.[0]).toContain(kind)
  expect(BOUNCE_HELP).toMatch(/^ {2}--container .*opus in the browser only/m)
  expect(BOUNCE_HELP).toMatch(/^ {2}--leader .*none/m)
})

it('has examples that are understood', () => {
  const examples = (help: string, command: string): string[][] =>
    [...help.slice(help.indexOf('Examples')).matchAll(new RegExp(`${command} -- (.+)`, 'g'))].map(
      ([, line = '']) => line.split(' '),
    )
  const bounces = examples(BOUNCE_HELP, 'bounce')
  expect(bounces.length).toBeGreaterThan(2)
  for (const argv of bounces) expect(parseArguments(argv)).toMatchObject({ ok: true })
  for (const argv of examples(VERIFY_HELP, 'verify')) expect(parseVerify(argv)).toMatchObject({ ok: true })
})
