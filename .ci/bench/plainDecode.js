// The yardstick of the conform, as a Worker: mediabunny decodes all of a file's samples, and nothing is kept.
import { ALL_FORMATS, AudioSampleSink, BlobSource, Input } from 'mediabunny'

/** @param {File} file */
async function decode(file) {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (!track) throw new Error('The file has no sound.')
    let frames = 0
    for await (const sample of new AudioSampleSink(track).samples()) {
      frames += sample.numberOfFrames
      sample.close()
    }
    return frames
  } finally {
    input.dispose()
  }
}

self.onmessage = ({ data }) =>
  decode(data).then(
    (frames) => self.postMessage({ frames }),
    (error) => self.postMessage({ error: String(error) }),
  )
