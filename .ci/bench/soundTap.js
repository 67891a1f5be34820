/* global AudioWorkletProcessor, registerProcessor, currentFrame */

/** Where in a quantum the first sample is that sounds, or -1. */
function firstSound(channels) {
  let first = -1
  for (const channel of channels) {
    const at = channel.findIndex((sample) => sample !== 0)
    if (at >= 0 && (first < 0 || at < first)) first = at
  }
  return first
}

/** Tells the page when its input begins to sound and when a whole quantum of it is silent. */
class SoundTap extends AudioWorkletProcessor {
  sounds = false

  process([channels]) {
    const first = firstSound(channels)
    if (first >= 0 !== this.sounds) {
      this.sounds = first >= 0
      // The one clock that a page and its audio thread share.
      const event = { sounds: this.sounds, frame: currentFrame + Math.max(0, first), at: Date.now() }
      this.port.postMessage(event)
    }
    return true
  }
}

registerProcessor('bench-tap', SoundTap)
