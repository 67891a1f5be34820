import { unreachable } from '../lib/result.ts'

/** Everything that can be expected to go wrong at a boundary. Each names the file it is about, where there is one. */
export type AppError =
  | { readonly code: 'file/empty'; readonly file: string }
  | { readonly code: 'file/unreadable'; readonly file: string; readonly detail: string }
  | { readonly code: 'file/changed'; readonly file: string }
  | { readonly code: 'format/unknown'; readonly file: string; readonly looksLike: string }
  | {
      readonly code: 'format/malformed'
      readonly file: string
      /** What the file says it is: `AIFF`. */
      readonly format: string
      /** What is wrong, as a clause: 'it has no data chunk'. */
      readonly detail: string
    }
  | { readonly code: 'format/encoding'; readonly file: string; readonly encoding: string }
  | { readonly code: 'audio/channels'; readonly file: string; readonly channels: number }
  | {
      readonly code: 'audio/rate'
      readonly file: string
      readonly sampleRate: number
      readonly expected: number
    }
  | { readonly code: 'audio/empty'; readonly file: string }
  | {
      readonly code: 'audio/notFinite'
      readonly file: string
      readonly value: 'NaN' | 'infinity'
      readonly channel: number
      readonly sample: number
    }
  | { readonly code: 'media/missing'; readonly file: string }
  | { readonly code: 'export/nothing' }
  | { readonly code: 'export/diskFull'; readonly file: string }
  | { readonly code: 'export/write'; readonly file: string; readonly detail: string }
  | { readonly code: 'engine/unavailable'; readonly detail: string }
  | { readonly code: 'demo/unavailable'; readonly detail: string }
  | { readonly code: 'usage'; readonly detail: string }
  | { readonly code: 'cancelled' }

const ACCEPTED =
  'Dubstage takes WAV, RF64, BW64, AIFF and AIFF-C: 8, 16, 24 or 32-bit integer or 32 or 64-bit float PCM, mono or stereo, 48 kHz.'

/**
 * What happened and what to do, in one or two plain sentences. Names from files appear as text only: whoever
 * shows this must set it as text, never as HTML.
 */
export function errorText(error: AppError): string {
  switch (error.code) {
    case 'file/empty':
      return `“${error.file}” is empty (0 bytes). Export or copy it again.`
    case 'file/unreadable':
      return `“${error.file}” could not be read: ${error.detail}. Check that it is still there and can be opened, then add it again.`
    case 'file/changed':
      return `“${error.file}” has changed on disk since it was added. Add it again.`
    case 'format/unknown':
      return `“${error.file}” cannot be read: it looks like ${error.looksLike}. ${ACCEPTED}`
    case 'format/malformed':
      return `“${error.file}” is a damaged ${error.format} file: ${error.detail}. Export it again from where it was made.`
    case 'format/encoding':
      return `“${error.file}” holds ${error.encoding}. ${ACCEPTED}`
    case 'audio/channels':
      return `“${error.file}” has ${error.channels} ${error.channels === 1 ? 'channel' : 'channels'}. ${ACCEPTED}`
    case 'audio/rate':
      return `“${error.file}” is at ${error.sampleRate} Hz; this session runs at ${error.expected} Hz. Convert it to ${error.expected} Hz and add it again.`
    case 'audio/empty':
      return `“${error.file}” has a header but no audio. Export it again from where it was made.`
    case 'audio/notFinite':
      return `“${error.file}” holds ${error.value === 'NaN' ? 'a value that is not a number (NaN)' : 'an infinite value'} at sample ${error.sample}, channel ${error.channel + 1}. It cannot be mixed: export it again from where it was made.`
    case 'media/missing':
      return `The audio of “${error.file}” is not at hand. Add the file again.`
    case 'export/nothing':
      return 'There is nothing to export yet. Add at least one track.'
    case 'export/diskFull':
      return `The disk, or the space this browser allows, ran out while writing “${error.file}”. Free some space, or export to a folder on another disk.`
    case 'export/write':
      return `“${error.file}” could not be written: ${error.detail}.`
    case 'engine/unavailable':
      return `Sound could not be started: ${error.detail}.`
    case 'demo/unavailable':
      return `The demo reel could not be loaded: ${error.detail}. Reload the page and try again.`
    case 'usage':
      return error.detail
    case 'cancelled':
      return 'Cancelled.'
    default:
      return unreachable(error)
  }
}
