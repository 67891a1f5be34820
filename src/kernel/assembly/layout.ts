// The memory layout that the kernel (AssemblyScript) and its host binding (TypeScript) share: plain constants,
// so that one file serves both compilers. Sizes and offsets are bytes unless said; addresses are multiples of 16.

/** An instruction is this many 32-bit words: an opcode and its operands. */
export const OP_WORDS = 16

/**
 * Samples that the whole program is run over before the next ones: what an instruction leaves is in the first-level cache
 * when the next asks for it. Blocks of any size give the same bits, so this is of no other effect.
 */
export const RUN_SPAN = 512

/** dst: silence. */
export const OP_CLEAR = 1
/** dst, src, ramp, peak, how: dst (+)= src × ramp; with a peak address, the largest |product| is kept there. */
export const OP_MIX = 2
/** How OP_MIX puts the product there: in place of what is there, to it, or to silence, which is there no more than 0 + x is x. */
export const MIX_SET = 0
export const MIX_ADD = 1
export const MIX_FIRST = 2
/** dst, ramp: dst ×= ramp. */
export const OP_SCALE = 3
/** dst, src */
export const OP_COPY = 4
/** dst, src: dst += src */
export const OP_ADD = 5
/** dst, src: dst −= src */
export const OP_SUBTRACT = 6
/** src, peak: the largest |sample| is kept at peak. */
export const OP_PEAK = 7
/** ramps, count: moves every ramp on by the block. */
export const OP_ADVANCE = 8
/** buffer, format, state: rounds to what the file will hold, in place. */
export const OP_QUANTISE = 9
/** state, other: a meter, or two that measure side by side. */
export const OP_METER = 10
/** dst, src, format, channels, stride: planar quantised samples to interleaved bytes. */
export const OP_PACK = 11
/** dst, src: dst ×= src, sample by sample. */
export const OP_MULTIPLY = 12
/**
 * whole, peak, parts …: the whole less its parts, of which the largest |sample| is kept at peak. A part is its address, with
 * PART_ADDED and PART_INT24 in the bits that are 0 in all addresses; 0 after the last.
 */
export const OP_RESIDUAL = 13
/** The part is given back instead of taken away. */
export const PART_ADDED = 1
/** The part is as a 24-bit file holds it. */
export const PART_INT24 = 2

/** A ramp: f64 target, f64 step, i32 samples remaining. Sample n of a block is target − step × (remaining − 1 − n). */
export const RAMP_TARGET = 0
export const RAMP_STEP = 8
export const RAMP_REMAINING = 16
export const RAMP_BYTES = 32

/** Formats of OP_QUANTISE and OP_PACK. */
export const FORMAT_INT16_TPDF = 1
export const FORMAT_INT24 = 2
export const FORMAT_FLOAT32 = 3
/** As FORMAT_INT16_TPDF, with the error of earlier samples fed back: noise where it is heard least. */
export const FORMAT_INT16_SHAPED = 4

/** Quantiser state, one a channel: u64 random state, f64 count of samples held to full scale, f64 errors, latest first. */
export const QUANTISER_SEED = 0
export const QUANTISER_CLIPPED = 8
export const QUANTISER_ERRORS = 16
export const QUANTISER_BYTES = 64

/** Encodings of `decode`. */
export const PCM_U8 = 1
export const PCM_S16LE = 2
export const PCM_S24LE = 3
export const PCM_S32LE = 4
export const PCM_F32LE = 5
export const PCM_F64LE = 6
export const PCM_S8 = 7
export const PCM_S16BE = 8
export const PCM_S24BE = 9
export const PCM_S32BE = 10
export const PCM_F32BE = 11
export const PCM_F64BE = 12

/** Loudness hops a second: the window of the momentary meter moves in steps of 10 ms (Tech 3341 case 13 needs ≤ 20). */
export const HOPS_PER_SECOND = 100
/** Momentary: 400 ms. Short-term: 3 s. Gating blocks and LRA values are taken every 100 ms (BS.1770-5, Tech 3342). */
export const MOMENTARY_HOPS = 40
export const SHORT_TERM_HOPS = 300
export const GATING_HOPS = 10

/** Histogram of block loudness: 0.01 LU bins from the absolute gate, −70 LUFS, up to +30. */
export const HISTOGRAM_FLOOR_LUFS = -70
export const HISTOGRAM_BINS_PER_LU = 100
export const HISTOGRAM_BINS = 10000

/** Meter state. Header: */
export const METER_CHANNELS = 0 // i32
export const METER_INPUT = 4 // i32 address of the first channel
export const METER_STRIDE = 8 // i32 bytes between channels
export const METER_HOP_SAMPLES = 12 // i32
export const METER_HOP_FILL = 16 // i32
export const METER_HOPS = 20 // i32
/** 1: only the overall true peak matters, so spans that cannot raise it are passed over. 2: no peak is measured. */
export const METER_MAX_ONLY = 24 // i32
export const METER_RING = 28 // i32 address: SHORT_TERM_HOPS f64
export const METER_GATED = 32 // i32 address of the histogram of 400 ms blocks
export const METER_RANGE = 36 // i32 address of the histogram of 3 s values
export const METER_PER_CHANNEL = 40 // i32 address
export const METER_SCRATCH = 44 // i32 address of METER_SCRATCH_BYTES, shared by all meters of an instance
/** Mean squares, weighted and summed over channels: −0.691 + 10·log₁₀ makes LUFS of them. */
export const METER_MOMENTARY = 48 // f64
export const METER_SHORT_TERM = 56 // f64
export const METER_MAX_MOMENTARY = 64 // f64
export const METER_MAX_SHORT_TERM = 72 // f64
/** Shelf b0 b1 b2 a1 a2, then high-pass b0 b1 b2 a1 a2 of the K-weighting (BS.1770-5 tables 1 and 2). */
export const METER_COEFFICIENTS = 80 // 10 × f64
export const METER_BYTES = 160

/** Per-channel meter state. */
export const CHANNEL_WEIGHT = 0 // f64
export const CHANNEL_ENERGY = 8 // f64 Σy² of the hop so far
export const CHANNEL_PEAK = 16 // f64 sample peak since the host last cleared it
export const CHANNEL_MAX_PEAK = 24 // f64
export const CHANNEL_TRUE_PEAK = 32 // f64 since the host last cleared it
export const CHANNEL_MAX_TRUE_PEAK = 40 // f64
/** Filter memory s1 s2 of the shelf and s1 s2 of the high-pass: in the even channel of a pair, for both, as f64x2. */
export const CHANNEL_FILTER = 48 // 4 × v128
export const CHANNEL_HISTORY = 112 // 12 × f32, the last samples of the block before
export const CHANNEL_BYTES = 160

/** A histogram: f64 sum of mean squares a bin, then f64 count a bin, then i32 lowest and highest bin in use. */
export const HISTOGRAM_COUNTS = 80000
export const HISTOGRAM_LOW = 160000
export const HISTOGRAM_HIGH = 160004
export const HISTOGRAM_BYTES = 160016

/** The true-peak meter works through spans of this many samples. */
export const TRUE_PEAK_SPAN = 64
export const TRUE_PEAK_HISTORY = 12
/** For a span of singles, and for two chunks of what is between the two filters. */
export const METER_SCRATCH_BYTES = 4096

/** buffer, ring, samples: the buffer runs so many samples later; `ring` has room for them and a block more. */
export const OP_DELAY = 14
/** src, detector, envelope, limiter, scratch: how far a channel is over the ceiling, and where. */
export const OP_DETECT = 15
/** dst, src …: dst = the sum of up to `SUM_SOURCES`, from left to right; 0 after the last. */
export const OP_SUM = 17
export const SUM_SOURCES = 12
/** dst, buffer, states, stride: OP_QUANTISE of two channels to FORMAT_INT24, and OP_PACK of them. */
export const OP_DELIVER_STEREO24 = 18
/** curve, envelope, limiter: the gain for the block that is `DETECTOR_DELAY` and the look-ahead behind. */
export const OP_LIMIT = 16

/** Taps of the detector's filters; a point lies in the middle of them, so that it is found so many samples later. */
export const DETECTOR_TAPS = 32
export const DETECTOR_DELAY = 16
/** Detector of one channel: the f32 samples before the block, then f64 the largest |value| found over the ceiling. */
export const DETECTOR_GREATEST = 128
export const DETECTOR_BYTES = 144
/** Scratch of the detectors beside 4 bytes a sample of a block. */
export const DETECTOR_SCRATCH_BYTES = 192

/** Gains within the limiter are whole numbers, this for 1: sums of them are exact, so that 1 is 1 again afterwards. */
export const LIMITER_UNITY = 1073741824

/** Limiter state. Fixed by the host: */
export const LIMITER_CEILING = 0 // f64 linear: what is at or under it is left alone
export const LIMITER_AIM = 8 // f64 linear, a little lower: where what is over is brought to
export const LIMITER_REACH = 16 // f64: no filter of the detector gives more than this many times its largest sample
export const LIMITER_TALLY_BELOW = 24 // f64 gain: samples below it are counted
export const LIMITER_RELEASE = 32 // i64: what of the way back is gone in a sample, in 2⁻³²
export const LIMITER_BOX = 40 // i32 samples of each of the three means
export const LIMITER_HOLD = 44 // i32 samples of the running minimum
export const LIMITER_TAPS = 48 // i32 address: 16 × (f32 of the quarters' sum, of their difference, of the half)
export const LIMITER_QUEUE = 52 // i32 address: LIMITER_HOLD entries of i64 place, i64 gain
export const LIMITER_BOXES = 56 // i32 address: 3 × LIMITER_BOX i64
/** Kept by the limiter; `LIMITER_LEVEL` and the rest are set by the host at a new start: */
export const LIMITER_UNTALLIED = 60 // i32 samples that are not counted yet
export const LIMITER_LEAST = 64 // f64 least gain so far
export const LIMITER_TALLY = 72 // f64 samples counted
export const LIMITER_PLACE = 80 // i64 samples seen
export const LIMITER_QUEUE_FIRST = 88 // i32
export const LIMITER_QUEUE_COUNT = 92 // i32
export const LIMITER_LEVEL = 96 // i64 after the release
export const LIMITER_SUMS = 104 // 3 × i64
export const LIMITER_BOX_AT = 128 // i32
export const LIMITER_BYTES = 144

/** What a scan has of a part of a channel, all f64: the largest |sample|, Σx², how many are 0, */
export const SCAN_PEAK = 0
export const SCAN_POWER = 8
export const SCAN_ZEROS = 16
/** of the third differences the sum of sizes, the largest, and at which sample of the part, from 0; and Σx. */
export const SCAN_EDGES = 24
export const SCAN_EDGE = 32
export const SCAN_EDGE_AT = 40
export const SCAN_SUM = 48
export const SCAN_BYTES = 64
