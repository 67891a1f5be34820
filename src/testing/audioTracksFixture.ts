import { ffmpeg } from './referenceTools.ts'

/** An audio track of a file that ffmpeg makes: half a second of noise that no other of the file has, or of a tone. */
export type AudioTrackFixture = {
  readonly encoder: string
  readonly channels?: number
  /** In Hz; 48 kHz without. */
  readonly rate?: number
  /** Of a tone, in Hz; noise without. */
  readonly tone?: number
  /** Seconds after the start of the file at which it begins. */
  readonly late?: number
  readonly title?: string
}

/** Writes a file of these audio tracks, and a picture before them where that is asked. */
export function writeAudioTracks(
  path: string,
  tracks: readonly AudioTrackFixture[],
  { picture = false }: { readonly picture?: boolean } = {},
): void {
  const screen = ['-f', 'lavfi', '-i', 'color=size=32x32:rate=25:duration=1']
  const inputs = tracks.flatMap(({ channels = 1, rate = 48_000, tone, late = 0 }, index) => {
    const sound = Array.from({ length: channels }, (_, c) =>
      tone === undefined ? `0.5*(2*random(${7 * index + c})-1)` : `0.5*sin(2*PI*${tone}*t)`,
    )
    return ['-itsoffset', String(late), '-f', 'lavfi', '-i', `aevalsrc=${sound.join('|')}:s=${rate}:d=0.5`]
  })
  const first = picture ? 1 : 0
  const outputs = tracks.flatMap(({ encoder, title }, index) => [
    ...['-map', `${index + first}:a`, `-c:a:${index}`, encoder],
    ...(title === undefined ? [] : [`-metadata:s:a:${index}`, `title=${title}`]),
  ])
  const video = picture ? ['-map', '0:v', '-c:v', 'mpeg4'] : []
  ffmpeg(...(picture ? screen : []), ...inputs, ...video, ...outputs, '-strict', '-2', path)
}

/** An audio track as ffmpeg decodes it, from time 0: interleaved 32-bit floats. `number` from 1. */
export function decodedAudioTrack(path: string, number: number): Float32Array {
  const silence = 'aresample=first_pts=0:async=1:min_hard_comp=0'
  const bytes = ffmpeg('-i', path, '-map', `0:a:${number - 1}`, '-af', silence, '-f', 'f32le', '-')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
