import type { Layout, Speaker } from './layout.ts'
import { safeFileName, utf8Bytes } from './safeFileName.ts'
import type { FrameRate } from './timecode.ts'

/** What a file name can be made of. `reel` is what was typed, else the name of the region that a file holds. */
export const NAME_FIELDS = ['title', 'reel', 'version', 'type', 'layout', 'rate', 'depth', 'fps'] as const
export type NameField = (typeof NAME_FIELDS)[number]

export type NameValues = Readonly<Record<NameField, string>>

/** A way of naming files that somebody asks for. */
export type NamePreset = {
  readonly id: string
  readonly name: string
  readonly template: string
  /** `{type}` by ready-made deliverable, where it is not the deliverable's own code; a code that was typed stays. */
  readonly types: Readonly<Record<string, string>>
  /** Whether `{fps}` says that timecode drops frames: it does when absent. */
  readonly dropFrameMark?: boolean
}

export const DEFAULT_TEMPLATE = '{title}_{type}'

export const NAME_PRESETS: readonly NamePreset[] = [
  { id: 'plain', name: 'Title and type', template: DEFAULT_TEMPLATE, types: {} },
  {
    id: 'full',
    name: 'Every field',
    template: '{title}_{reel}_{version}_{type}_{layout}_{rate}_{depth}_{fps}',
    types: {},
  },
  {
    // title_s##e##|r##|lp_v##_TYPE_field_#ch_##k_##b_rate.CH.wav, partnerhelp.netflixstudios.com 1500000261101.
    id: 'netflix',
    name: 'Netflix',
    template: '{title}_{reel}_{version}_{type}_{layout}_{rate}_{depth}_{fps}',
    types: {
      composite: 'PM',
      me: 'ME',
      'me-undipped': 'MEUNDIP',
      dialogue: 'DIAStem',
      music: 'MXStem',
      effects: 'FXStem',
      'filled-effects': 'FFFXStem',
      narration: 'NARStem',
      optional: 'OPT',
      guide: 'GUIDE',
      'mix-minus': 'MIXMINUS',
      'music-album': 'MXAlbum',
      'dialogue-and-music': 'DXMX',
    },
    dropFrameMark: false,
  },
]

/** `6ch`, `48k`, `24b` and `23976` as delivery names have them, decimals without their point; `2997df` where frames are dropped. */
export const layoutField = ({ speakers }: Layout): string => `${speakers.length}ch`
export const rateField = (sampleRate: number): string => `${String(sampleRate / 1000).replace('.', '')}k`
export const depthField = (bits: number, float: boolean): string => `${bits}${float ? 'f' : 'b'}`
export const fpsField = ({ num, den, drop }: FrameRate, dropFrameMark = true): string =>
  `${String(Math.round((num / den) * 1000) / 1000).replace('.', '')}${drop && dropFrameMark ? 'df' : ''}`

/** The names in braces that no field has, for whoever typed the template; none in one that is valid. */
export const unknownFields = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name = '']) =>
    NAME_FIELDS.some((field) => field === name) ? [] : [name],
  )

/** Stands for a field that has nothing to say, so that what joins it to others can go with it. */
const NOTHING = '\u0000'
const ALONG = new RegExp(`[_\\-. ]${NOTHING}|^${NOTHING}[_\\-. ]`, 'g')

/** A channel, an extension and the mark of an unfinished file come on top, and disks take 255 bytes. */
const WHOLE_NAME = { bytes: 220, characters: 220 } as const

/**
 * The name that a template makes, without extension. A field without a value takes the underscore, hyphen, point or space
 * before it along (after it, at the front), so that `{title}_{reel}_{type}` without a reel is `title_type`. Illegal
 * characters become underscores: see `safeFileName`. Where all of it is longer than 220 bytes, the title is cut: what
 * tells files apart stays.
 */
export function fileNameOf(template: string, values: NameValues): string {
  const whole = filled(template, values)
  const title = [...values.title]
  let over = utf8Bytes(whole.normalize('NFC')) - WHOLE_NAME.bytes
  while (over > 0 && title.length > 0) over -= utf8Bytes(title.pop() ?? '')
  return safeFileName(filled(template, { ...values, title: title.join('') }), WHOLE_NAME)
}

function filled(template: string, values: NameValues): string {
  const text = template.replace(/\{([^{}]*)\}/g, (braced, name: string) => {
    const field = NAME_FIELDS.find((each) => each === name)
    return field ? values[field].replaceAll(NOTHING, '') || NOTHING : braced
  })
  return text.replace(ALONG, '').replaceAll(NOTHING, '')
}

/** What stands between a name and its extension for a channel of a set of mono files: `.L`. */
export const channelSuffix = (speaker: Speaker): string => `.${speaker}`
