/** How samples are stored: little-endian integers of 16 or 24 bits, or floats of 32. */
export type SampleKind = 'int16' | 'int24' | 'float32'

/**
 * How the samples of a deliverable are rounded. The ids are older than the choice of containers: each goes into any
 * container that takes such samples (`deliveryContainers.ts`).
 */
export type DeliveryFormat = 'wav16' | 'wav16shaped' | 'wav24' | 'wav32f'

export type DeliveryFormatSpec = {
  readonly id: DeliveryFormat
  readonly label: string
  readonly bits: 16 | 24 | 32
  readonly kind: SampleKind
  readonly float: boolean
  /** TPDF dither of ±1 LSB before rounding, its noise white or shaped: at 16 bits only. */
  readonly dither: 'TPDF' | 'TPDF, noise shaped' | null
}

export const DELIVERY_FORMATS: readonly DeliveryFormatSpec[] = [
  { id: 'wav24', label: '24-bit PCM', bits: 24, kind: 'int24', float: false, dither: null },
  { id: 'wav16', label: '16-bit PCM, TPDF dither', bits: 16, kind: 'int16', float: false, dither: 'TPDF' },
  {
    id: 'wav16shaped',
    label: '16-bit PCM, shaped dither',
    bits: 16,
    kind: 'int16',
    float: false,
    dither: 'TPDF, noise shaped',
  },
  { id: 'wav32f', label: '32-bit float', bits: 32, kind: 'float32', float: true, dither: null },
]

export const deliveryFormat = (id: DeliveryFormat): DeliveryFormatSpec => {
  const found = DELIVERY_FORMATS.find((format) => format.id === id)
  if (!found) throw new RangeError(`no delivery format ${id}`)
  return found
}

/** `16-bit PCM`, `32-bit float`: how samples are stored, whatever they were dithered with. */
export const depthLabel = ({ bits, float }: Pick<DeliveryFormatSpec, 'bits' | 'float'>): string =>
  `${bits}-bit ${float ? 'float' : 'PCM'}`
