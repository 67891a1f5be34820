import type { DeliveryContainer } from '../domain/deliveryContainers.ts'
import type { SampleKind } from '../domain/deliveryFormat.ts'
import { samplePosition, samples } from '../domain/units.ts'
import { type DeliveryFacts, type MeasuredLoudness, SAMPLE_BYTES } from '../export/formats/deliveryEncoder.ts'
import { openDeliveryFile } from '../export/formats/registry.ts'
import { metaEditSays } from './metaEdit.ts'
import { runTool } from './referenceTools.ts'
import { concat, encodePcm } from './wavFixture.ts'

/** Facts of a stereo file at 48 kHz and 23.976 fps, but for those that are given; it starts at 01:00:00:00 at any rate. */
export function deliveryFacts(facts: Partial<DeliveryFacts> = {}): DeliveryFacts {
  const { speakers = ['L', 'R'], sampleRate = 48_000 } = facts
  return {
    file: 'reel.wav',
    sampleRate,
    speakers,
    samples: samples(1000),
    kind: 'int24',
    start: samplePosition(Math.round((3600 * 1001 * sampleRate) / 1000)),
    timecode: '01:00:00:00',
    frameRate: { num: 24_000, den: 1001, drop: false, label: '23.976 fps' },
    title: 'Reel 1',
    description: 'Composite',
    originator: 'Dubstage',
    date: '2026-05-01',
    time: '10:11:12',
    channelNames: speakers.map((speaker) => `CMP ${speaker}`),
    markers: [],
    processing: [],
    ...facts,
  }
}

export const MEASURED: MeasuredLoudness = {
  integratedLufs: -22.645,
  loudnessRangeLu: 7.25,
  maxTruePeakDbtp: -1.004,
  maxMomentaryLufs: -15.5,
  maxShortTermLufs: -18.125,
}

const ENCODINGS = { int16: 's16', int24: 's24', float32: 'f32' } as const

/** What an encoder of `kind` is given for planar channels. */
export const packedPcm = (channels: readonly Float64Array[], kind: SampleKind): Uint8Array =>
  encodePcm(channels, ENCODINGS[kind])

/** The whole file, made of pushes of `lengths` samples in turn, with its patches in place. */
export async function deliveredFile(
  id: DeliveryContainer,
  facts: DeliveryFacts,
  pcm: Uint8Array,
  { measured = MEASURED, lengths = [400, 1, 2048] }: { measured?: MeasuredLoudness; lengths?: number[] } = {},
): Promise<{ bytes: Uint8Array; warnings: readonly string[]; patches: number }> {
  const opened = await openDeliveryFile(id, facts)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const encoder = opened.value
  try {
    const parts = [encoder.head.slice()]
    const block = facts.speakers.length * SAMPLE_BYTES[facts.kind]
    for (let at = 0, turn = 0; at < pcm.length; turn++) {
      const part = pcm.subarray(at, at + (lengths[turn % lengths.length] ?? 1) * block)
      const pushed = await encoder.push(part)
      if (!pushed.ok) throw new Error(JSON.stringify(pushed.error))
      parts.push(pushed.value.slice())
      at += part.length
    }
    const end = await encoder.finish(measured)
    if (!end.ok) throw new Error(JSON.stringify(end.error))
    const bytes = concat([...parts, end.value.bytes])
    for (const patch of end.value.patches) bytes.set(patch.bytes, patch.offset)
    return { bytes, warnings: encoder.warnings, patches: end.value.patches.length }
  } finally {
    encoder.close()
  }
}

/**
 * What ffprobe has of a file. Throws when it, a decoding by ffmpeg, or BWF MetaEdit has anything at all to say about it;
 * ffmpeg would say of any plain WAV that it takes two channels for stereo.
 */
export function probedWithoutWarning(path: string): {
  readonly stream: Readonly<Record<string, string | number>>
  readonly tags: Readonly<Record<string, string>>
} {
  const probe = runTool('sh', [
    '-c',
    'ffprobe -v warning -select_streams a:0 -show_streams -show_format -of json "$0" 2>&1',
    path,
  ]).toString()
  const decode = runTool('sh', [
    '-c',
    'ffmpeg -v warning -nostdin -guess_layout_max 0 -i "$0" -f null - 2>&1',
    path,
  ]).toString()
  const said = path.endsWith('.wav') ? decode + metaEditSays(path) : decode
  if (!probe.startsWith('{') || said) throw new Error(`${path}: ${probe}${said}`)
  const { streams, format } = JSON.parse(probe)
  return { stream: streams[0], tags: { ...format.tags, ...streams[0]?.tags } }
}

/** The general and the audio track of a mediainfo report. */
export function mediainfo(
  path: string,
): readonly [general: Record<string, string>, audio: Record<string, string>] {
  const { track } = JSON.parse(runTool('mediainfo', ['--Output=JSON', path]).toString()).media
  return [track[0], track[1]]
}
