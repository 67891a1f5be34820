import type { JournalEntry } from './history.ts'
import type { MediaInfo } from './media.ts'
import type { MediaId } from './session.ts'
import { type FrameRate, listedRate } from './timecode.ts'

/** A rate as it is read now: `23976/1000` was once kept as it was written, under the name of the listed rate. */
export function asListed(rate: FrameRate): FrameRate {
  const listed = listedRate(rate)
  return listed?.label === rate.label ? listed : rate
}

/** An entry of a journal with its frame rates as a session is read with. Throws TypeError for one that is damaged. */
export function withListedRates(entry: JournalEntry): JournalEntry {
  if (entry.do !== 'command') return entry
  const { command } = entry
  if (command.type === 'session/setTimebase') {
    return { ...entry, command: { ...command, frameRate: asListed(command.frameRate) } }
  }
  return 'media' in command ? { ...entry, command: { ...command, media: ofFiles(command.media) } } : entry
}

function ofFiles(media: Readonly<Record<MediaId, MediaInfo>>): Readonly<Record<MediaId, MediaInfo>> {
  return Object.fromEntries(
    Object.entries(media).map(([id, info]) => {
      const { metadata } = info
      const rate = metadata?.production?.timecodeRate
      if (!rate) return [id, info]
      const production = { ...metadata.production, timecodeRate: asListed(rate) }
      return [id, { ...info, metadata: { ...metadata, production } }]
    }),
  )
}
