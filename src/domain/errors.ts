import { unreachable } from '../lib/result.ts'
import { nameSome } from './nameSome.ts'

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
  /** Headers of so many megabytes, more than the `limit`, for which there is memory. */
  | {
      readonly code: 'format/headers'
      readonly file: string
      readonly megabytes: number
      readonly limit: number
    }
  | { readonly code: 'format/encoding'; readonly file: string; readonly encoding: string }
  | { readonly code: 'audio/channels'; readonly file: string; readonly channels: number }
  | {
      readonly code: 'audio/rate'
      readonly file: string
      readonly sampleRate: number
    }
  /** The sample rate or the number of channels is not the same throughout the file. */
  | {
      readonly code: 'audio/varies'
      readonly file: string
      readonly what: 'sample rate' | 'number of channels'
    }
  /** An edit list of more than one piece; `detail` is a clause: 'it plays 3 parts of its sound one after the other'. */
  | { readonly code: 'audio/edits'; readonly file: string; readonly detail: string }
  | { readonly code: 'audio/none'; readonly file: string; readonly format: string }
  | { readonly code: 'audio/encrypted'; readonly file: string }
  | { readonly code: 'codec/unsupported'; readonly file: string; readonly codec: string }
  /** A codec that is read elsewhere, but not in this container: `instead` says as what it can be had, as '.flac'. */
  | {
      readonly code: 'container/unsupported'
      readonly file: string
      readonly codec: string
      readonly container: string
      readonly instead: string
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
  | { readonly code: 'media/refused'; readonly file: string }
  /** A file offered in place of one that is missing is another one; `detail` is a clause: 'it is 12 samples longer'. */
  | {
      readonly code: 'media/mismatch'
      readonly file: string
      readonly offered: string
      readonly detail: string
    }
  /** A folder beyond what a search reads; `detail` is a clause: 'it holds more than 20000 files and folders'. */
  | { readonly code: 'folder/tooBig'; readonly folder: string; readonly detail: string }
  | { readonly code: 'storage/full'; readonly file: string }
  | { readonly code: 'storage/unavailable'; readonly detail: string }
  | { readonly code: 'shelf/newer'; readonly version: number }
  | { readonly code: 'shelf/missing' }
  /** Another tab has it, so that it is not changed here. */
  | { readonly code: 'session/elsewhere'; readonly title: string }
  /** `detail` says where and what, as a clause: 'tracks[3].pan: expected number'. */
  | { readonly code: 'session/invalid'; readonly detail: string }
  /** A package that is damaged, or made to deceive; `detail` is a clause: 'it was cut off'. */
  | { readonly code: 'package/invalid'; readonly file: string; readonly detail: string }
  /** A file in a package is not the one that its session knows; `detail` is a clause: 'its content is different'. */
  | {
      readonly code: 'package/media'
      readonly file: string
      readonly package: string
      readonly detail: string
    }
  /** A table of markers; `problems` says of each line that is wrong what it is, as 'line 3: it has no name'. */
  | { readonly code: 'markers/unreadable'; readonly file: string; readonly problems: readonly string[] }
  /** `detail` is a clause: 'there are none'. */
  | { readonly code: 'markers/unwritable'; readonly detail: string }
  | { readonly code: 'export/nothing' }
  | { readonly code: 'export/none' }
  /** `detail` says what is wrong with its range, as a clause. */
  | { readonly code: 'export/range'; readonly deliverable: string; readonly detail: string }
  | {
      readonly code: 'export/tooMany'
      readonly what: 'deliverables' | 'files'
      readonly count: number
      readonly limit: number
    }
  /** `detail` is a clause: 'two files would be called “a.wav”'. */
  | { readonly code: 'export/names'; readonly detail: string }
  /** `detail` is a clause that begins with the field: 'targetLufs: Invalid input: expected number, received string'. */
  | { readonly code: 'spec/invalid'; readonly file: string; readonly detail: string }
  /** What the sync of a mix is to be held against is at another rate than the mix. */
  | {
      readonly code: 'guide/rate'
      readonly file: string
      readonly sampleRate: number
      readonly wanted: number
    }
  | { readonly code: 'guide/missing'; readonly file: string }
  | { readonly code: 'export/diskFull'; readonly file: string }
  /** Known before anything is written. `detail`, a clause: what is needed, and what there is. */
  | { readonly code: 'export/room'; readonly folder: string; readonly detail: string }
  | { readonly code: 'export/write'; readonly file: string; readonly detail: string }
  /** A file that it would replace is one that the mix is made of. */
  | { readonly code: 'export/source'; readonly file: string; readonly folder: string }
  /** What it would replace, which nobody has said may be replaced. */
  | { readonly code: 'export/exists'; readonly folder: string; readonly files: readonly string[] }
  /** What another export of the queue, called `other`, will write to the same folder. */
  | {
      readonly code: 'export/queued'
      readonly folder: string
      readonly other: string
      readonly files: readonly string[]
    }
  /** `detail` says why this file cannot be of this format, as a clause: 'MP3 has one or two channels'. */
  | {
      readonly code: 'export/format'
      readonly file: string
      readonly format: string
      readonly detail: string
    }
  | { readonly code: 'engine/unavailable'; readonly detail: string }
  | { readonly code: 'demo/unavailable'; readonly detail: string }
  /** `detail` is a clause: 'there is no action “x”'. */
  | { readonly code: 'shortcuts/invalid'; readonly detail: string }
  | { readonly code: 'usage'; readonly detail: string }
  | { readonly code: 'cancelled' }

export const CHANNEL_LIMIT = 8
/** Hz. What the converter takes, and nothing that would be no sound. */
export const RATE_RANGE = { min: 8_000, max: 192_000 } as const

const ACCEPTED =
  'Dubstage takes WAV, BWF, RF64, BW64 and AIFF, and FLAC, MP3, AAC, Opus, Vorbis and the sound of MP4, MOV, WebM and Matroska files.'
const CONVERT = 'Convert it to WAV (24-bit, 48 kHz) and add that.'

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
    case 'format/headers':
      return `“${error.file}” has ${error.megabytes} MB of headers, as films of many tracks have; Dubstage reads up to ${error.limit} MB. Export its sound alone, as WAV, from where it was made.`
    case 'format/encoding':
      return `“${error.file}” holds ${error.encoding}, which Dubstage does not read. ${CONVERT}`
    case 'audio/channels':
      return `“${error.file}” has ${error.channels} channels; a track takes up to ${CHANNEL_LIMIT}. Export it as files of ${CHANNEL_LIMIT} channels or fewer.`
    case 'audio/rate':
      return Number.isInteger(error.sampleRate)
        ? `“${error.file}” is at ${error.sampleRate} Hz. Dubstage converts from ${RATE_RANGE.min} to ${RATE_RANGE.max} Hz: export it again within that range.`
        : `“${error.file}” is at ${error.sampleRate} Hz. Rates that are no whole number of samples per second are not read: export it again at 48 kHz.`
    case 'audio/varies':
      return `The ${error.what} of “${error.file}” changes on the way. ${CONVERT}`
    case 'audio/edits':
      return `“${error.file}” has an edit list that Dubstage does not follow: ${error.detail}. Export its sound as one WAV file from where it was edited.`
    case 'audio/none':
      return `“${error.file}” (${error.format}) has no sound in it. Add a file that has an audio track.`
    case 'audio/encrypted':
      return `“${error.file}” is encrypted and cannot be read. Ask whoever sent it for a file without copy protection.`
    case 'codec/unsupported':
      return `The ${error.codec} sound of “${error.file}” cannot be decoded here. ${CONVERT}`
    case 'container/unsupported':
      return `“${error.file}” is ${error.codec} in ${error.container}, which Dubstage does not read. Take it out of its ${error.container} file, as ${error.instead}, and add that.`
    case 'audio/empty':
      return `“${error.file}” has a header but no audio. Export it again from where it was made.`
    case 'audio/notFinite':
      return `“${error.file}” holds ${error.value === 'NaN' ? 'a value that is not a number (NaN)' : 'an infinite value'} at sample ${error.sample}, channel ${error.channel + 1}. It cannot be mixed: export it again from where it was made.`
    case 'media/missing':
      return `The audio of “${error.file}” is not at hand. Find it again in Files, by relinking it or by looking in a folder.`
    case 'media/refused':
      return `The browser was not allowed to read “${error.file}”. Allow it when asked, or add the file again.`
    case 'media/mismatch':
      return `“${error.offered}” is not the file that the session knows as “${error.file}”: ${error.detail}. Choose the original, or add this one as a new track.`
    case 'folder/tooBig':
      return `“${error.folder}” is too big to search: ${error.detail}. Choose the folder that the files are in.`
    case 'storage/full':
      return `The space this browser allows ran out while keeping “${error.file}”. Delete sessions you no longer need, or free disk space, and try again.`
    case 'storage/unavailable':
      return `This browser does not let the page keep anything: ${error.detail}. You can go on working, but the session will be gone with the page: save the session document to keep it.`
    case 'shelf/newer':
      return `This session was saved by a newer Dubstage (version ${error.version} of the session). It was left as it is: reload the page to get the newer Dubstage.`
    case 'shelf/missing':
      return 'This session is no longer in the browser’s storage.'
    case 'session/elsewhere':
      return `“${error.title}” is open in another tab and is changed there. Close it there first.`
    case 'session/invalid':
      return `This is not a session that Dubstage can open: ${error.detail}. It was left as it is.`
    case 'package/invalid':
      return `“${error.file}” is not a package that Dubstage can open: ${error.detail}. It was left as it is. Copy it again from where it was made, or unpack it and drop its session document and media on the page.`
    case 'package/media':
      return `“${error.file}” in the package “${error.package}” is not the file that the session knows: ${error.detail}. Copy the package again from where it was made, or find the original in Files.`
    case 'markers/unreadable':
      return `No markers were read from “${error.file}”: ${someOf(error.problems)}.`
    case 'markers/unwritable':
      return `The markers were not written: ${error.detail}.`
    case 'export/nothing':
      return 'There is nothing to export yet. Add at least one track.'
    case 'export/none':
      return 'No deliverable is included. Choose at least one.'
    case 'export/range':
      return `The range of “${error.deliverable}” cannot be exported: ${error.detail}. Choose another range.`
    case 'export/tooMany':
      return `This would be ${error.count} ${error.what} in one pass; Dubstage makes up to ${error.limit}. Export them in several runs.`
    case 'export/names':
      return `The files cannot be named: ${error.detail}. Change the template or the type codes.`
    case 'spec/invalid':
      return `“${error.file}” is not a delivery spec: ${error.detail}. Nothing was changed.`
    case 'guide/rate':
      return `“${error.file}” is at ${error.sampleRate} Hz, and the mix at ${error.wanted} Hz: as a guide it has to be at the rate of the mix. Export it again at ${error.wanted} Hz.`
    case 'guide/missing':
      return `The guide “${error.file}” is no longer at hand. Remove this export, choose the guide again and export anew.`
    case 'export/diskFull':
      return `The disk, or the space this browser allows, ran out while writing “${error.file}”. Free some space, or export to a folder on another disk.`
    case 'export/room':
      return `There is no room in “${error.folder}”: ${error.detail}. Free some space, or export to another disk.`
    case 'export/write':
      return `“${error.file}” could not be written: ${error.detail}.`
    case 'export/source':
      return `“${error.file}” in “${error.folder}” is a file of this session, and the export would replace it. Give the export another name, or choose another folder.`
    case 'export/exists':
      return `“${error.folder}” holds ${nameSome(error.files)} already. Try again to say whether to replace, or choose another name or folder.`
    case 'export/queued':
      return `The export “${error.other}” in the queue writes ${nameSome(error.files)} to “${error.folder}” too. Give this one another name or folder, or remove the other from the queue.`
    case 'export/format':
      return `“${error.file}” cannot be written as ${error.format}: ${error.detail}. Choose another format for it.`
    case 'engine/unavailable':
      return `Sound could not be started: ${error.detail}.`
    case 'demo/unavailable':
      return `The demo reel could not be loaded: ${error.detail}. Reload the page and try again.`
    case 'shortcuts/invalid':
      return `These shortcuts cannot be used: ${error.detail}. Nothing was changed.`
    case 'usage':
      return error.detail
    case 'cancelled':
      return 'Cancelled.'
    default:
      return unreachable(error)
  }
}

/** The first few of many, and how many more. */
const someOf = (problems: readonly string[], most = 5): string =>
  problems.length <= most
    ? problems.join('; ')
    : `${problems.slice(0, most).join('; ')}; and ${problems.length - most} more`
