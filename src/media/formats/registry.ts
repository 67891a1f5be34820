import type { MediaFormat } from './format.ts'
import { wav } from './wav.ts'

/** The formats that can be read, in the order in which they are asked. */
export const FORMATS: readonly MediaFormat[] = [wav]
