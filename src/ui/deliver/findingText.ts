import type { Finding } from '../../domain/checks.ts'
import type { FrameRate } from '../../domain/timecode.ts'
import { nominalRate } from '../../domain/timecode.ts'

/** `4 s 09 fr`: how long it is, in seconds and picture frames as timecode counts them; `1 sample` below a frame. */
export function findingLength(
  { from, to }: Pick<Finding, 'from' | 'to'>,
  { frameRate, sampleRate }: { readonly frameRate: FrameRate; readonly sampleRate: number },
): string {
  const fps = nominalRate(frameRate)
  const found = Math.floor(((to - from) * frameRate.num) / (frameRate.den * sampleRate))
  if (found === 0) return to - from === 1 ? '1 sample' : `${to - from} samples`
  const seconds = Math.floor(found / fps)
  return `${seconds} s ${String(found % fps).padStart(2, '0')} fr`
}
