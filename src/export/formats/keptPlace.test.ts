import { expect, it } from 'vitest'
import { samples } from '../../domain/units.ts'
import { deliveryFacts, MEASURED, packedPcm } from '../../testing/deliveryFixture.ts'
import { noise } from '../../testing/signals.ts'
import { DELIVERY_FILE_FORMATS } from './registry.ts'

// Opus is the browser's.
it.each(
  DELIVERY_FILE_FORMATS.filter(({ id }) => id !== 'opus').map((format) => [format.label, format] as const),
)('%s: says beforehand whether its encoder keeps its place', async (_, format) => {
  const kind = format.kinds[0] ?? 'int16'
  const facts = deliveryFacts({ kind, samples: samples(9000), bitRate: 256_000 })
  const opened = await format.open(facts)
  if (!opened.ok) throw new Error(opened.error.code)
  await opened.value.push(packedPcm([noise(9000, 1), noise(9000, 2)], kind))
  expect(opened.value.state() !== null).toBe(format.keepsPlace)
  await opened.value.finish(MEASURED)
  opened.value.close()
})
