import { type DeliveryFormat, type DeliveryOrder, safeFileName } from './delivery.ts'
import type { DeliveryContainer } from './deliveryContainers.ts'
import { DEFAULT_TEMPLATE, NAME_PRESETS } from './fileNameTemplate.ts'
import type { PopsOrder } from './pops.ts'
import type { Session } from './session.ts'
import { type DeliverySpec, type MasterMode, specOrder } from './specs/deliverySpec.ts'

/** What is chosen for an export besides the rows of the matrix. It belongs to the screen: none of it is in the session. */
export type ExportSettings = {
  /** `{title}` of file names; the session's where it is empty. */
  readonly name: string
  readonly format: DeliveryFormat
  readonly container: DeliveryContainer
  /** Hz; `null` is the session's. */
  readonly sampleRate: number | null
  /** Bits a second where a container compresses with loss; `null` is what is usual in it. */
  readonly bitRate: number | null
  readonly reel: string
  readonly version: string
  readonly template: string
  /** The preset that says what `{type}` is: of `NAME_PRESETS`. */
  readonly naming: string
  readonly twoPop: boolean
  readonly tailPop: boolean
  readonly measure: PopsOrder['measure']
  /** Without one the levels are as they are mixed. */
  readonly spec: DeliverySpec | null
  readonly masterMode: MasterMode
}

export const DEFAULT_EXPORT_SETTINGS: ExportSettings = {
  name: '',
  format: 'wav24',
  container: 'wav',
  sampleRate: null,
  bitRate: null,
  reel: '',
  version: '',
  template: DEFAULT_TEMPLATE,
  naming: 'plain',
  twoPop: false,
  tailPop: false,
  measure: 'programme',
  spec: null,
  masterMode: 'linked',
}

/** The order that the settings come to for a session. */
export function orderOf(session: Pick<Session, 'title'>, settings: ExportSettings): DeliveryOrder {
  const { name, format, container, sampleRate, bitRate, reel, version, template, naming } = settings
  const { twoPop, tailPop, measure, spec, masterMode } = settings
  const types = NAME_PRESETS.find(({ id }) => id === naming)?.types
  return {
    name: safeFileName(name || session.title),
    format,
    container,
    ...(sampleRate !== null && { sampleRate }),
    ...(bitRate !== null && { bitRate }),
    template,
    ...(types && Object.keys(types).length > 0 && { types }),
    ...(reel.trim() && { reel: reel.trim() }),
    ...(version.trim() && { version: version.trim() }),
    ...(spec && { master: { spec, mode: masterMode } }),
    ...((twoPop || tailPop) && { pops: { twoPop, tailPop, measure } }),
  }
}

/** The settings with a spec, and what it decides; without one, as they were: what somebody chose stays chosen. */
export function withSpec(settings: ExportSettings, spec: DeliverySpec | null): ExportSettings {
  if (!spec) return { ...settings, spec }
  const { format, template, types, pops } = specOrder(spec)
  return {
    ...settings,
    spec,
    ...(format && { format }),
    container: 'wav',
    ...(template !== undefined && { template }),
    ...(types && { naming: spec.naming }),
    twoPop: pops?.twoPop ?? false,
    tailPop: pops?.tailPop ?? false,
  }
}
