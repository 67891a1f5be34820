import { aifc, aiff } from './aiff.ts'
import { aac, type ContainerFormat, flac, mkv, mov, mp3, mp4, ogg, webm } from './compressed.ts'
import type { MediaFormat } from './format.ts'
import { bw64, rf64 } from './rf64.ts'
import { wav } from './wav.ts'

/** The formats that are read in place, in the order in which they are asked. */
export const FORMATS: readonly MediaFormat[] = [wav, rf64, bw64, aiff, aifc]

/** The formats that are conformed, asked when none of the others is it, in this order. */
export const CONTAINER_FORMATS: readonly ContainerFormat[] = [flac, ogg, mp4, mov, mkv, webm, mp3, aac]
