import { chunk } from '../byteFields.ts'
import { type DeliveryFacts, SAMPLE_BYTES } from './deliveryEncoder.ts'

type Element = readonly [name: string, content: string | number | readonly Element[]]

/**
 * The `iXML` chunk (iXML specification 2.10): what `bext` has no field for, which is the picture rate as a rational and
 * the names of the channels, and texts in UTF-8.
 */
export function ixmlChunk(facts: DeliveryFacts): Uint8Array {
  const { frameRate, sampleRate, start, kind, channelNames } = facts
  const rate = `${frameRate.num}/${frameRate.den}`
  const root: Element = [
    'BWFXML',
    [
      ['IXML_VERSION', '2.10'],
      ['PROJECT', facts.title],
      ['NOTE', facts.description],
      [
        'SPEED',
        [
          ['MASTER_SPEED', rate],
          ['CURRENT_SPEED', rate],
          ['TIMECODE_RATE', rate],
          ['TIMECODE_FLAG', frameRate.drop ? 'DF' : 'NDF'],
          ['FILE_SAMPLE_RATE', sampleRate],
          ['AUDIO_BIT_DEPTH', 8 * SAMPLE_BYTES[kind]],
          ['DIGITIZER_SAMPLE_RATE', sampleRate],
          ['TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI', Math.floor(start / 2 ** 32)],
          ['TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO', start % 2 ** 32],
          ['TIMESTAMP_SAMPLE_RATE', sampleRate],
        ],
      ],
      [
        'TRACK_LIST',
        [
          ['TRACK_COUNT', channelNames.length],
          ...channelNames.map(
            (name, i): Element => [
              'TRACK',
              [
                ['CHANNEL_INDEX', i + 1],
                ['INTERLEAVE_INDEX', i + 1],
                ['NAME', name],
              ],
            ],
          ),
        ],
      ],
    ],
  ]
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${markup(root)}`
  return chunk('iXML', new TextEncoder().encode(text))
}

function markup([name, content]: Element): string {
  const inside = Array.isArray(content) ? `\n${content.map(markup).join('')}` : escaped(`${content}`)
  return `<${name}>${inside}</${name}>\n`
}

/** Text as character data of XML 1.0; what no XML may hold (§ 2.2) becomes the replacement character. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
