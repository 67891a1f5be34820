import type { MediaInfo } from '../domain/media.ts'
import type { Peaks } from '../domain/ports.ts'
import { findFile, openFolder, openPart, PEAKS_FOLDER } from './originStore.ts'
import { decodePeaks, encodePeaks, peaksName } from './peaksFile.ts'

/** The waveform that was kept of a file; `null` when there is none, or none that is whole. */
export async function keptPeaks(info: MediaInfo): Promise<Peaks | null> {
  const { sampleRate, pcm, fileName } = info
  const name = peaksName(info, sampleRate)
  if (!name) return null
  const folder = await openFolder(PEAKS_FOLDER, fileName)
  const file = folder.ok ? await findFile(folder.value, name) : null
  return file && decodePeaks(new Uint8Array(await file.arrayBuffer()), pcm.length)
}

/** Keeps a waveform. Where that fails nothing is lost but the time to make it again, so that nobody is told. */
export async function keepPeaks(info: MediaInfo, peaks: Peaks, part: string): Promise<void> {
  const { sampleRate, pcm, fileName } = info
  const name = peaksName(info, sampleRate)
  if (!name) return
  const folder = await openFolder(PEAKS_FOLDER, fileName)
  const writer = folder.ok ? await openPart(folder.value, part, fileName) : folder
  if (!folder.ok || !writer.ok) return
  // Nobody asked for these again while a whole one lay there: what does is damaged.
  await folder.value.removeEntry(name).catch(() => undefined)
  const written = writer.value.write(await encodePeaks(peaks, pcm.length))
  if (written.ok) await writer.value.publish(name)
  else await writer.value.discard()
}
