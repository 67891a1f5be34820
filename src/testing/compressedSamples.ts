import { readFileSync, writeFileSync } from 'node:fs'
import type { CompressedFormat } from '../domain/media.ts'
import { ffmpeg, type temporaryDirectory } from './referenceTools.ts'
import { impulse } from './signals.ts'
import { wavFixture } from './wavFixture.ts'

/** A file of each codec and container that is conformed, as ffmpeg is told to make it. */
export type CompressedSample = {
  readonly format: CompressedFormat
  readonly name: string
  readonly codec: string
  readonly options: readonly string[]
  /** Its container says when the audio ends, to the sample. */
  readonly counted: boolean
}

const sample = (
  format: CompressedFormat,
  name: string,
  codec: string,
  options: string,
  counted = true,
): CompressedSample => ({ format, name, codec, options: options.split(' '), counted })

export const COMPRESSED_SAMPLES: readonly CompressedSample[] = [
  sample('flac', 'a.flac', 'FLAC', '-c:a flac'),
  sample('mp3', 'a.mp3', 'MP3', '-c:a libmp3lame -b:a 192k'),
  sample('mp3', 'variable.mp3', 'MP3', '-c:a libmp3lame -q:a 2'),
  sample('aac', 'a.aac', 'AAC', '-c:a aac', false),
  sample('ogg', 'a.ogg', 'Vorbis', '-c:a libvorbis'),
  sample('ogg', 'a.opus', 'Opus', '-c:a libopus'),
  sample('mp4', 'a.m4a', 'AAC', '-c:a aac'),
  sample('mp4', 'flac.mp4', 'FLAC', '-c:a flac -strict -2'),
  sample('mp4', 'opus.mp4', 'Opus', '-c:a libopus'),
  sample('mov', 'aac.mov', 'AAC', '-c:a aac'),
  sample('mov', 'pcm.mov', '24-bit PCM', '-c:a pcm_s24le'),
  sample('webm', 'opus.webm', 'Opus', '-c:a libopus', false),
  sample('webm', 'vorbis.webm', 'Vorbis', '-c:a libvorbis', false),
  sample('mkv', 'flac.mka', 'FLAC', '-c:a flac', false),
  sample('mkv', 'pcm.mka', '16-bit PCM', '-c:a pcm_s16le', false),
]

/** 1.0021 s at 48 kHz. */
export const SAMPLE_LENGTH = 48_101
/** Where the click is in a channel: about half a second in, in no two channels at once. */
export const clickOf = (channel: number): number => 24_000 + 1440 * channel

/** Makes the samples, of `channels` channels; the files live as long as the directory. */
export function makeCompressedSamples(directory: ReturnType<typeof temporaryDirectory>, channels = 2) {
  const origin = directory.file(`origin-${channels}.wav`)
  writeFileSync(
    origin,
    wavFixture({
      samples: Array.from({ length: channels }, (_, c) => impulse(SAMPLE_LENGTH, clickOf(c), 0.9)),
    }),
  )
  return COMPRESSED_SAMPLES.map((made) => {
    const path = directory.file(`${channels}-${made.name}`)
    ffmpeg(
      '-i',
      origin,
      '-metadata',
      'title=Storm\u202e',
      '-metadata',
      'artist=A. Nobody',
      ...made.options,
      path,
    )
    return { ...made, path, bytes: new Uint8Array(readFileSync(path)) }
  })
}
