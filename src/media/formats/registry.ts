import { aifc, aiff } from './aiff.ts'
import type { MediaFormat } from './format.ts'
import { bw64, rf64 } from './rf64.ts'
import { wav } from './wav.ts'

/** The formats that can be read, in the order in which they are asked. */
export const FORMATS: readonly MediaFormat[] = [wav, rf64, bw64, aiff, aifc]
