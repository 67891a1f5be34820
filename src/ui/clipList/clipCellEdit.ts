import type { ClipCommand, OverlapPolicy } from '../../domain/clipCommands.ts'
import { clipEnd, clipGainDb, clipGainLevel, findClips } from '../../domain/clipShape.ts'
import type { ClipId, Session } from '../../domain/session.ts'
import type { TimeFormat } from '../../domain/timeFormats.ts'
import { typedLength } from '../../domain/typedLength.ts'
import { decibels, samplePosition, samples } from '../../domain/units.ts'
import { parsePosition } from '../files/positionText.ts'
import { parseDb } from '../format.ts'
import type { ClipColumn, ClipRow } from './clipRows.ts'

/** Columns that are typed into, and those that are on or off. */
const TYPED: readonly ClipColumn[] = ['name', 'start', 'end', 'length', 'gain', 'fadeIn', 'fadeOut']
const SWITCHED: readonly ClipColumn[] = ['mute', 'locked']
export const isTyped = (column: ClipColumn): boolean => TYPED.includes(column)
export const isSwitched = (column: ClipColumn): boolean => SWITCHED.includes(column)

export type CellEdit = {
  readonly session: Session
  /** That places are typed in. */
  readonly format: TimeFormat
  /** The clips that a gain is for: the row's own, or all that are selected with it. */
  readonly clips: readonly ClipId[]
  readonly overlap: OverlapPolicy
}

/** What typing a text into a cell asks for. `null` for what is there already; `undefined` for what is no such value. */
export function cellCommand(
  { clip, name }: ClipRow,
  column: ClipColumn,
  text: string,
  { session, format, clips, overlap }: CellEdit,
): ClipCommand | null | undefined {
  switch (column) {
    case 'name': {
      const typed = text.trim()
      if (typed === name || typed === (clip.name ?? '')) return null
      return { type: 'clip/rename', clip: clip.id, name: typed }
    }
    case 'start': {
      const at = parsePosition(text, session, format)
      if (at === undefined) return undefined
      if (at === clip.start) return null
      return { type: 'clips/move', clips: [clip.id], by: at - clip.start, overlap }
    }
    case 'end': {
      const to = parsePosition(text, session, format)
      if (to === undefined) return undefined
      return to === clipEnd(clip) ? null : { type: 'clip/trimEnd', clip: clip.id, to, overlap }
    }
    case 'length': {
      const length = typedLength(text, session)
      if (length === undefined) return undefined
      if (length === Number(clip.length)) return null
      return { type: 'clip/trimEnd', clip: clip.id, to: samplePosition(clip.start + length), overlap }
    }
    case 'gain': {
      const db = parseDb(text)
      if (db === undefined) return undefined
      const level = clipGainLevel(db === null ? null : decibels(db))
      const isPresent = findClips(session, clips)?.every((each) => clipGainDb(each.clip) === level)
      return isPresent ? null : { type: 'clips/setGain', clips, db: level }
    }
    case 'fadeIn':
    case 'fadeOut': {
      const length = typedLength(text, session)
      if (length === undefined) return undefined
      if (length === Number(clip[column]?.length ?? 0)) return null
      const curve = clip[column]?.curve ?? 'equalPower'
      const fade = length === 0 ? null : { length: samples(length), curve }
      return { type: column === 'fadeIn' ? 'clip/setFadeIn' : 'clip/setFadeOut', clip: clip.id, fade }
    }
    default:
      return undefined
  }
}

/** On or off, for all alike: the other way than the row's own. */
export function switchCommand(
  { clip }: ClipRow,
  column: ClipColumn,
  clips: readonly ClipId[],
): ClipCommand | undefined {
  if (column === 'mute') return { type: 'clips/setMute', clips, mute: !clip.mute }
  return column === 'locked' ? { type: 'clips/setLocked', clips, locked: !clip.locked } : undefined
}
