import { framed, unframed } from '../../lib/framed.ts'

/** Of a converter of libsamplerate-js: the two arrays by which samples go in and out of its Wasm memory, and behind them all of its state. */
export type ConverterMemory = {
  readonly sourceArray: Float32Array
  readonly targetArray: Float32Array
}

const PAGE = 4096
const WORDS = PAGE / 4

/**
 * The sinc converter by 32-bit words (SINC_FILTER in src_sinc.c of libsamplerate): what it begins with, its fields, and
 * where its buffer of samples begins.
 */
const SINC_MARKER = 40_521_808
const COEFFICIENTS = 5
const INCREMENT = 6
const CURRENT = 13
const END = 14
const END_OF_BUFFER = 16
const BUFFER = 530

/**
 * All that the converter's blocks so far have left behind: pages of its memory that hold anything, but for what its buffer has
 * of samples that it will not read again. `ratio`: of the rates, output to input.
 */
export function converterState(converter: ConverterMemory, channels: number, ratio: number): Uint8Array {
  const words = memoryOf(converter)
  const isDead = spentPages(words, channels, ratio)
  const kept: number[] = []
  for (let page = 0; page * WORDS < words.length; page++)
    if (!isDead(page) && holdsAnything(words, page)) kept.push(page)
  const numbers = Uint32Array.of(words.length, ...kept)
  const pages = kept.map((page) => new Uint8Array(pageOf(words, page).slice().buffer))
  return framed([new Uint8Array(numbers.buffer), ...pages])
}

/** Goes on where another converter of the same arguments was. Throws RangeError for the state of one of another layout. */
export function restoreConverter(converter: ConverterMemory, state: Uint8Array): void {
  const words = memoryOf(converter)
  const [numbers = new Uint8Array(0), ...pages] = unframed(state)
  const [length, ...kept] = new Uint32Array(numbers.buffer)
  if (length !== words.length) throw new RangeError(`a state of ${length} words for ${words.length}`)
  for (let page = 0; page * WORDS < words.length; page++)
    if (holdsAnything(words, page)) pageOf(words, page).fill(0)
  for (const [index, page] of kept.entries())
    pageOf(words, page).set(new Int32Array(pages[index]?.buffer ?? new ArrayBuffer(0)))
}

/** Behind its arrays: what lies before them are tables that never change. */
function memoryOf({ targetArray }: ConverterMemory): Int32Array {
  const { buffer, byteOffset, byteLength } = targetArray
  return new Int32Array(buffer, byteOffset + byteLength)
}

const pageOf = (words: Int32Array, page: number): Int32Array =>
  words.subarray(page * WORDS, (page + 1) * WORDS)

function holdsAnything(words: Int32Array, page: number): boolean {
  const end = Math.min(words.length, (page + 1) * WORDS)
  for (let at = page * WORDS; at < end; at++) if (words[at] !== 0) return true
  return false
}

/**
 * Which pages hold nothing but samples of the buffer that are behind the reach of the filter. None where the converter is not
 * found: then a state is larger, and as good. A page more is kept at either end.
 */
function spentPages(words: Int32Array, channels: number, ratio: number): (page: number) => boolean {
  const filter = words.indexOf(SINC_MARKER)
  const field = (word: number): number => words[filter + word] ?? 0
  if (filter < 0 || field(CURRENT) <= 0 || field(END) < field(CURRENT)) return () => false
  const reach = (field(COEFFICIENTS) + 2) / field(INCREMENT) / Math.min(1, ratio)
  const live = filter + BUFFER + field(CURRENT) - channels * (Math.round(reach) + 1)
  const first = Math.ceil((filter + BUFFER) / WORDS)
  const firstLive = Math.floor(live / WORDS) - 1
  const lastLive = Math.floor((filter + BUFFER + field(END)) / WORDS) + 1
  const last = Math.floor((filter + BUFFER + field(END_OF_BUFFER)) / WORDS) - 1
  return (page) => (page >= first && page < firstLive) || (page > lastLive && page <= last)
}
