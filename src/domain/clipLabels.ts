import { unreachable } from '../lib/result.ts'
import type { ClipCommand } from './clipCommands.ts'
import { findClips } from './clipShape.ts'
import type { Clip, ClipId, Session } from './session.ts'
import { soundName } from './soundName.ts'

/** The clip's own name, or its file's. */
export const clipName = ({ media }: Session, clip: Clip): string =>
  clip.name ?? clip.media.flatMap((id) => (media[id] ? soundName(media[id]) : []))[0] ?? clip.id

/** What the undo menu calls the step. */
export function clipCommandLabel(command: ClipCommand, session: Session): string {
  const of = (ids: readonly ClipId[]): string => clipsText(session, ids)
  switch (command.type) {
    case 'clips/move':
      return `Move ${of(command.clips)}`
    case 'clip/trimStart':
      return `Trim start of ${of([command.clip])}`
    case 'clip/trimEnd':
      return `Trim end of ${of([command.clip])}`
    case 'clip/slip':
      return `Slip ${of([command.clip])}`
    case 'clips/split':
      return `Split ${of(Object.keys(command.clips))}`
    case 'clips/join':
      return `Join ${of(command.clips)}`
    case 'clips/duplicate':
      return `Duplicate ${of(Object.keys(command.clips))}`
    case 'clips/add': {
      const [only] = command.clips
      const known = { ...session, media: { ...session.media, ...command.media } }
      return command.clips.length === 1 && only
        ? `Paste ${clipName(known, only.clip)}`
        : `Paste ${command.clips.length} clips`
    }
    case 'clips/remove':
      return `Delete ${of(command.clips)}`
    case 'clips/rippleRemove':
      return `Ripple delete ${of(command.clips)}`
    case 'tracks/insertSilence':
      return 'Insert silence'
    case 'clips/setGain':
    case 'clips/changeGain':
      return `Gain of ${of(command.clips)}`
    case 'clips/setMute':
      return `${command.mute ? 'Mute' : 'Unmute'} ${of(command.clips)}`
    case 'clips/setLocked':
      return `${command.locked ? 'Lock' : 'Unlock'} ${of(command.clips)}`
    case 'clip/rename':
      return `Rename ${of([command.clip])}`
    case 'clips/setColor':
      return `Colour of ${of(command.clips)}`
    case 'clips/setGroup':
      return `${command.group === null ? 'Ungroup' : 'Group'} ${of(command.clips)}`
    case 'clip/setFadeIn':
      return `Fade-in of ${of([command.clip])}`
    case 'clip/setFadeOut':
      return `Fade-out of ${of([command.clip])}`
    case 'clips/crossfade':
      return `Cross-fade ${of([command.earlier])} and ${of([command.later])}`
    default:
      return unreachable(command)
  }
}

function clipsText(session: Session, ids: readonly ClipId[]): string {
  const [only] = ids.length === 1 ? (findClips(session, ids) ?? []) : []
  if (only) return clipName(session, only.clip)
  return ids.length === 1 ? 'clip' : `${ids.length} clips`
}
