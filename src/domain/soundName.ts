import type { MediaInfo } from './media.ts'
import { withoutExtension } from './splitSets.ts'

/** Names of files, and of which audio track of one. */
export type NamedSound = Pick<MediaInfo, 'fileName' | 'audioTrack'>

/** `Reel 1.mov: DX`, or `Reel 1.mov, track 2` where the file does not name its tracks. */
export const soundName = ({ fileName, audioTrack }: NamedSound): string => fileName + trackSuffix(audioTrack)

/** What a track or a clip of a sound is called: `Reel 1: DX`. Never nothing. */
export const soundTitle = ({ fileName, audioTrack }: NamedSound): string =>
  withoutExtension(fileName) + trackSuffix(audioTrack)

function trackSuffix(audioTrack: NamedSound['audioTrack']): string {
  if (!audioTrack) return ''
  return audioTrack.name === undefined ? `, track ${audioTrack.number}` : `: ${audioTrack.name}`
}

/** Whether `name` is what `soundName` makes of the sound of `fileName`, or of one of its audio tracks. */
export const isSoundOf = (name: string, fileName: string): boolean =>
  name === fileName || name.startsWith(`${fileName}: `) || name.startsWith(`${fileName}, track `)
