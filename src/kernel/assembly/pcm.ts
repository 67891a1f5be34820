import {
  FORMAT_FLOAT32,
  FORMAT_INT16_SHAPED,
  FORMAT_INT16_TPDF,
  FORMAT_INT24,
  PCM_F32BE,
  PCM_F32LE,
  PCM_F64BE,
  PCM_F64LE,
  PCM_S8,
  PCM_S16BE,
  PCM_S16LE,
  PCM_S24BE,
  PCM_S24LE,
  PCM_S32BE,
  PCM_S32LE,
  PCM_U8,
} from './layout'

const BYTES_OF_2_FRAMES: usize = 12

/** Bytes of a sample in a file. */
export function packedBytes(format: i32): usize {
  return format === FORMAT_INT24 ? 3 : format === FORMAT_FLOAT32 ? 4 : 2
}

/** Quantised planar doubles to interleaved little-endian bytes. */
export function pack(dst: usize, src: usize, format: i32, channels: i32, stride: usize, frames: i32): void {
  if (format === FORMAT_INT24) {
    pack24(dst, src, channels, stride, frames)
    return
  }
  for (let c = 0; c < channels; c++) {
    const channel = src + <usize>c * stride
    if (format === FORMAT_INT16_TPDF || format === FORMAT_INT16_SHAPED) {
      for (let n = 0; n < frames; n++) {
        store<i16>(
          dst + ((<usize>(n * channels + c)) << 1),
          <i16>(load<f64>(channel + ((<usize>n) << 3)) * 32768),
        )
      }
    } else if (format === FORMAT_FLOAT32) {
      for (let n = 0; n < frames; n++) {
        store<f32>(dst + ((<usize>(n * channels + c)) << 2), <f32>load<f64>(channel + ((<usize>n) << 3)))
      }
    }
  }
}

function pack24(dst: usize, src: usize, channels: i32, stride: usize, frames: i32): void {
  for (let c = 0; c < channels; c++) {
    const channel = src + <usize>c * stride
    for (let n = 0; n < frames; n++) {
      putInt24(dst + <usize>(n * channels + c) * 3, load<f64>(channel + ((<usize>n) << 3)))
    }
  }
}

/** The 24 bits of a quantised sample. */
export function putInt24(dst: usize, sample: f64): void {
  const whole = <i32>(sample * 8388608)
  store<u16>(dst, <u16>whole)
  store<u8>(dst, <u8>(whole >> 16), 2)
}

/**
 * Interleaved file bytes to planar doubles, full scale ±1. Reads up to 4 bytes past the end. Returns −1, or the
 * index (frame × channels + channel) of the first value that is NaN or infinite.
 */
export function decode(
  dst: usize,
  stride: usize,
  src: usize,
  encoding: i32,
  channels: i32,
  frames: i32,
): i32 {
  if (encoding === PCM_S24LE && channels === 2) {
    decodeStereo24(dst, dst + stride, src, frames)
    return -1
  }
  let bad = i32.MAX_VALUE
  for (let c = 0; c < channels; c++) {
    const channel = dst + <usize>c * stride
    for (let n = 0; n < frames; n++) {
      const index = n * channels + c
      const value = sampleAt(src, encoding, index)
      // x − x is 0 for every finite x and NaN for the others.
      if (value - value !== 0 && index < bad) bad = index
      store<f64>(channel + ((<usize>n) << 3), value)
    }
  }
  return bad === i32.MAX_VALUE ? -1 : bad
}

function sampleAt(src: usize, encoding: i32, index: i32): f64 {
  const i = <usize>index
  switch (encoding) {
    case PCM_S24LE: {
      const at = src + i * 3
      return <f64>(<i32>load<u16>(at) | ((<i32>load<i8>(at + 2)) << 16)) / 8388608
    }
    case PCM_S16LE:
      return <f64>load<i16>(src + (i << 1)) / 32768
    case PCM_F32LE:
      return <f64>load<f32>(src + (i << 2))
    case PCM_S32LE:
      return <f64>load<i32>(src + (i << 2)) / 2147483648
    case PCM_F64LE:
      return load<f64>(src + (i << 3))
    case PCM_U8:
      return (<f64>load<u8>(src + i) - 128) / 128
    case PCM_S24BE: {
      const at = src + i * 3
      return <f64>(<i32>bswap<u16>(load<u16>(at + 1)) | ((<i32>load<i8>(at)) << 16)) / 8388608
    }
    case PCM_S16BE:
      return <f64>(<i16>bswap<u16>(load<u16>(src + (i << 1)))) / 32768
    case PCM_F32BE:
      return <f64>reinterpret<f32>(bswap<u32>(load<u32>(src + (i << 2))))
    case PCM_S32BE:
      return <f64>(<i32>bswap<u32>(load<u32>(src + (i << 2)))) / 2147483648
    case PCM_F64BE:
      return reinterpret<f64>(bswap<u64>(load<u64>(src + (i << 3))))
    case PCM_S8:
      return <f64>load<i8>(src + i) / 128
    default:
      return unreachable()
  }
}

function decodeStereo24(left: usize, right: usize, src: usize, frames: i32): void {
  const down = f64x2.splat(1 / 2147483648.0)
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    // Each sample to the top three bytes of a lane, in the order l0 l1 r0 r1: the sign comes for nothing.
    const lanes = i8x16.swizzle(v128.load(src), i8x16(-1, 0, 1, 2, -1, 6, 7, 8, -1, 3, 4, 5, -1, 9, 10, 11))
    v128.store(left + at, f64x2.mul(f64x2.convert_low_i32x4_s(lanes), down))
    v128.store(right + at, f64x2.mul(f64x2.convert_low_i32x4_s(i64x2.shuffle(lanes, lanes, 1, 0)), down))
    src += BYTES_OF_2_FRAMES
  }
  if (at < end) {
    store<f64>(left + at, sampleAt(src, PCM_S24LE, 0))
    store<f64>(right + at, sampleAt(src, PCM_S24LE, 1))
  }
}

/**
 * One waveform peak for every `span` frames, the last from what is left: i8 min, i8 max over all channels, in
 * 1/127ths of full scale, rounded outwards so that the faintest sound leaves a mark.
 */
export function peaks(dst: usize, src: usize, stride: usize, channels: i32, frames: i32, span: i32): void {
  for (let start = 0; start < frames; start += span) {
    const length = min(span, frames - start)
    let low: f64 = 0
    let high: f64 = 0
    for (let c = 0; c < channels; c++) {
      const from = src + <usize>c * stride + ((<usize>start) << 3)
      const end = from + ((<usize>length) << 3)
      let lows = f64x2.splat(0)
      let highs = f64x2.splat(0)
      let at = from
      for (; at + 16 <= end; at += 16) {
        const pair = v128.load(at)
        lows = f64x2.pmin(lows, pair)
        highs = f64x2.pmax(highs, pair)
      }
      low = min(low, min(f64x2.extract_lane(lows, 0), f64x2.extract_lane(lows, 1)))
      high = max(high, max(f64x2.extract_lane(highs, 0), f64x2.extract_lane(highs, 1)))
      if (at < end) {
        low = min(low, load<f64>(at))
        high = max(high, load<f64>(at))
      }
    }
    store<i8>(dst, <i8>max<f64>(-127, floor(low * 127)))
    store<i8>(dst + 1, <i8>min<f64>(127, ceil(high * 127)))
    dst += 2
  }
}
