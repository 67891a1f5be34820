import { unreachable } from '../lib/result.ts'
import { addClips, duplicateClips, moveClips, removeClips, rippleRemoveClips } from './clipArrangement.ts'
import type { ClipCommand } from './clipCommands.ts'
import { insertSilence, joinClips, splitClips } from './clipCuts.ts'
import { crossfadeClips, setFade, slipClip, trimEnd, trimStart } from './clipEdges.ts'
import { changeClips } from './clipMarks.ts'
import { changedGain, clipGainDb, clipGainLevel } from './clipShape.ts'
import type { Session } from './session.ts'

/** The session after a command; the very same one when it changes nothing. A gain is held to its range. */
export function applyClipCommand(session: Session, command: ClipCommand): Session {
  switch (command.type) {
    case 'clips/move':
      return moveClips(session, command)
    case 'clip/trimStart':
      return trimStart(session, command)
    case 'clip/trimEnd':
      return trimEnd(session, command)
    case 'clip/slip':
      return slipClip(session, command)
    case 'clips/split':
      return splitClips(session, command)
    case 'clips/join':
      return joinClips(session, command)
    case 'clips/duplicate':
      return duplicateClips(session, command)
    case 'clips/add':
      return addClips(session, command)
    case 'clips/remove':
      return removeClips(session, command)
    case 'clips/rippleRemove':
      return rippleRemoveClips(session, command)
    case 'tracks/insertSilence':
      return insertSilence(session, command)
    case 'clips/setGain':
      return changeClips(session, command.clips, { gainDb: clipGainLevel(command.db) })
    case 'clips/changeGain':
      return changeClips(session, command.clips, (clip) => ({
        gainDb: changedGain(clipGainDb(clip), command.by),
      }))
    case 'clips/setMute':
      return changeClips(session, command.clips, { mute: command.mute })
    case 'clips/setLocked':
      return changeClips(session, command.clips, { locked: command.locked }, { unlock: true })
    case 'clip/rename':
      return changeClips(session, [command.clip], { name: command.name?.trim() || undefined })
    case 'clips/setColor':
      return changeClips(session, command.clips, { color: command.color ?? undefined })
    case 'clips/setGroup':
      return changeClips(session, command.clips, { group: command.group ?? undefined })
    case 'clip/setFadeIn':
      return setFade(session, command.clip, 'fadeIn', command.fade)
    case 'clip/setFadeOut':
      return setFade(session, command.clip, 'fadeOut', command.fade)
    case 'clips/crossfade':
      return crossfadeClips(session, command)
    default:
      return unreachable(command)
  }
}
