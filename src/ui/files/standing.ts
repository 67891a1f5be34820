import { bytesPerFrame, filesOf, type MediaInfo } from '../../domain/media.ts'
import type { MediaState, StorageSpace } from '../../domain/ports.ts'
import type { MediaId } from '../../domain/session.ts'
import { formatBytes, plural } from '../format.ts'

/** Files and what they weigh together; of several audio tracks the one file once. */
export type FileGroup = { readonly media: readonly MediaId[]; readonly bytes: number }

/** How the files of a session are at hand. */
export type Standing = {
  readonly files: number
  /** Those that the next visit will find by itself. */
  readonly kept: FileGroup
  readonly missing: FileGroup
  /** The browser wants leave before it reads them again. */
  readonly refused: FileGroup
  /** Gone with the page. */
  readonly unkept: FileGroup
  /** All that can be copied into the browser's storage: unkept, or on disk; of what was converted, the originals. */
  readonly uncollected: FileGroup
  /** Converted, and only the sound will be there on the next visit. */
  readonly soundOnly: FileGroup
}

type Media = Readonly<Record<MediaId, MediaInfo>>
type States = ReadonlyMap<MediaId, MediaState>

/** The size of a file, or of its audio where the whole is not known. */
const fileBytes = ({ bytes, pcm }: MediaInfo): number =>
  bytes ?? pcm.dataOffset + pcm.length * bytesPerFrame(pcm)

export function filesStanding(media: Media, states: States): Standing {
  const group = (has: (state: MediaState, info: MediaInfo) => boolean): FileGroup => {
    const found = Object.entries(media).filter(([id, info]) => {
      const state = states.get(id)
      return state !== undefined && has(state, info)
    })
    return {
      media: found.map(([id]) => id),
      bytes: filesOf(found).reduce((sum, info) => sum + fileBytes(info), 0),
    }
  }
  return {
    files: Object.keys(media).length,
    kept: group((state) => state.kind === 'ready' && state.kept !== 'page'),
    missing: group(({ kind }) => kind === 'missing'),
    refused: group(({ kind }) => kind === 'permission'),
    unkept: group((state) => state.kind === 'ready' && state.kept === 'page'),
    uncollected: group(
      (state) => state.kind === 'ready' && ['reference', 'page'].includes(state.original ?? state.kept),
    ),
    soundOnly: group(
      (state) => state.kind === 'ready' && (state.original === 'none' || state.original === 'page'),
    ),
  }
}

/** `2 missing, 1 needs permission, 4 on this page only, 3 mismatches`; empty when there is nothing to say. */
export function standingText({ missing, refused, unkept }: Standing, mismatched: number): string {
  const parts = [
    missing.media.length > 0 && `${missing.media.length} missing`,
    refused.media.length > 0 && plural(refused.media.length, 'needs permission', 'need permission'),
    unkept.media.length > 0 && `${unkept.media.length} on this page only`,
    mismatched > 0 && plural(mismatched, 'mismatch', 'mismatches'),
  ]
  return parts.filter(Boolean).join(', ')
}

export type StateText = {
  readonly text: string
  /** All of it, for a tooltip. */
  readonly detail: string
  readonly tone: 'good' | 'plain' | 'warn' | 'bad'
}

const WHY = {
  moved: ['Missing: moved', 'It is not where it was. Relink it, or look in the folder that it went to.'],
  changed: ['Missing: changed', 'The file there now is not the one that was added. Relink the original.'],
  notConverted: [
    'Missing: not converted',
    'The copy that was made of it is gone, and making it again failed or was cancelled. Open the session again, or relink it.',
  ],
  notKept: ['Missing: not kept', 'It was on an earlier page only. Relink it from where it is on disk.'],
} as const

const SOUND = 'Converted: a copy of its sound is in the browser’s storage. '

/** Of a converted file. */
const SOUND_AND: Readonly<
  Record<NonNullable<Extract<MediaState, { kind: 'ready' }>['original']>, StateText>
> = {
  reference: {
    text: 'Sound; original on disk',
    detail: `${SOUND}The original is read from where it is on disk.`,
    tone: 'good',
  },
  copy: {
    text: 'Sound and original',
    detail: `${SOUND}So is a copy of the original.`,
    tone: 'good',
  },
  page: {
    text: 'Sound; original unkept',
    detail: `${SOUND}The original is not kept: Collect media copies it as well.`,
    tone: 'good',
  },
  refused: {
    text: 'Sound only',
    detail: `${SOUND}The original is where it was; the browser asks before it reads it again.`,
    tone: 'good',
  },
  none: {
    text: 'Sound only',
    detail: `${SOUND}The original is not at hand: nothing needs it but a package that is to have it, too.`,
    tone: 'good',
  },
}

/** A file's state in words; `undefined`: it is still being looked for. */
export function stateText(state: MediaState | undefined): StateText {
  if (!state) return { text: 'Looking…', detail: 'The file is being looked for.', tone: 'plain' }
  switch (state.kind) {
    case 'permission':
      return {
        text: 'Needs permission',
        detail: 'It is where it was; the browser asks before it reads it again.',
        tone: 'warn',
      }
    case 'missing': {
      const [text, detail] = WHY[state.why]
      return { text, detail, tone: 'bad' }
    }
    case 'ready':
      if (state.original) return SOUND_AND[state.original]
      switch (state.kept) {
        case 'reference':
          return { text: 'On disk', detail: 'Read from where it is on disk.', tone: 'good' }
        case 'copy':
          return { text: 'Copied', detail: 'A copy is in the browser’s storage.', tone: 'good' }
        case 'page':
          return {
            text: 'This page only',
            detail: 'It has to be found again when the page is opened again.',
            tone: 'warn',
          }
      }
  }
}

/** Why a group cannot be copied into the browser's storage; `undefined` when it can. */
export function noRoom({ bytes }: FileGroup, storage: StorageSpace | null): string | undefined {
  if (!storage || bytes <= storage.freeBytes) return undefined
  return `Needs ${formatBytes(bytes)}; ${formatBytes(storage.freeBytes)} are free.`
}
