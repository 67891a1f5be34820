/**
 * How much sound the device is given at once. `short`: the least that holds while the machine does other things now and then,
 * some 20 ms. `long`: 85 ms, for a machine that is busy all the time; what is heard follows the key and the fader later.
 */
export const PLAYBACK_BUFFERS = ['short', 'long'] as const
export type PlaybackBuffer = (typeof PLAYBACK_BUFFERS)[number]
