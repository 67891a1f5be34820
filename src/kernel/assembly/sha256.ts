// SHA-256 (FIPS 180-4) of two messages at once. Each 32-bit word is twice in a 64-bit lane, so that one shift turns it: of
// what comes of that only the lower half is right, and is doubled again. Two of them take hardly longer than one would.

/** FIPS 180-4 § 4.2.2. */
const ROUND_CONSTANTS: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])
const BLOCK: usize = 64

/**
 * Takes `blocks` blocks of 64 bytes at `dataA` and `dataB` into the hashes at `stateA` and `stateB`, which are eight u32 each.
 * `scratch`: 512 bytes, for the words of the schedule, two of A and the same two of B side by side.
 */
export function sha256(
  stateA: usize,
  dataA: usize,
  stateB: usize,
  dataB: usize,
  blocks: i32,
  scratch: usize,
): void {
  let a = word(stateA, stateB, 0)
  let b = word(stateA, stateB, 4)
  let c = word(stateA, stateB, 8)
  let d = word(stateA, stateB, 12)
  let e = word(stateA, stateB, 16)
  let f = word(stateA, stateB, 20)
  let g = word(stateA, stateB, 24)
  let h = word(stateA, stateB, 28)
  for (let n = 0; n < blocks; n++) {
    for (let at: usize = 0; at < BLOCK; at += 16) {
      const own = bigEndian(dataA + at)
      const other = bigEndian(dataB + at)
      v128.store(scratch + 2 * at, i64x2.shuffle(own, other, 0, 2))
      v128.store(scratch + 2 * at, i64x2.shuffle(own, other, 1, 3), 16)
    }
    const a0 = a
    const b0 = b
    const c0 = c
    const d0 = d
    const e0 = e
    const f0 = f
    const g0 = g
    const h0 = h
    let last = v128.load(scratch, 112)
    for (let t: usize = 0; t < 64; t += 2) {
      const at = scratch + (t << 3)
      const words = v128.load(at)
      if (t < 48) {
        last = schedule(at, words, last)
        v128.store(at, last, 128)
      }
      const pair = i32x4.add(words, v128.load64_splat(ROUND_CONSTANTS + (t << 2)))
      const first = i32x4.add(i32x4.add(h, pair), i32x4.add(sum1(e), choose(e, f, g)))
      const nextE = doubled(i32x4.add(d, first))
      const nextA = doubled(i32x4.add(i32x4.add(first, sum0(a)), majority(a, b, c)))
      const second = i32x4.add(
        i32x4.add(g, i64x2.shr_u(pair, 32)),
        i32x4.add(sum1(nextE), choose(nextE, e, f)),
      )
      h = f
      g = e
      f = nextE
      e = doubled(i32x4.add(c, second))
      c = a
      d = b
      a = doubled(i32x4.add(i32x4.add(second, sum0(nextA)), majority(nextA, c, b)))
      b = nextA
    }
    a = doubled(i32x4.add(a, a0))
    b = doubled(i32x4.add(b, b0))
    c = doubled(i32x4.add(c, c0))
    d = doubled(i32x4.add(d, d0))
    e = doubled(i32x4.add(e, e0))
    f = doubled(i32x4.add(f, f0))
    g = doubled(i32x4.add(g, g0))
    h = doubled(i32x4.add(h, h0))
    dataA += BLOCK
    dataB += BLOCK
  }
  keep(stateA, stateB, 0, a)
  keep(stateA, stateB, 4, b)
  keep(stateA, stateB, 8, c)
  keep(stateA, stateB, 12, d)
  keep(stateA, stateB, 16, e)
  keep(stateA, stateB, 20, f)
  keep(stateA, stateB, 24, g)
  keep(stateA, stateB, 28, h)
}

/** A word of both hashes. */
function word(stateA: usize, stateB: usize, at: usize): v128 {
  return i32x4.shuffle(v128.load32_splat(stateA + at), v128.load32_splat(stateB + at), 0, 1, 4, 5)
}

function keep(stateA: usize, stateB: usize, at: usize, both: v128): void {
  store<u32>(stateA + at, i32x4.extract_lane(both, 0))
  store<u32>(stateB + at, i32x4.extract_lane(both, 2))
}

function bigEndian(at: usize): v128 {
  const bytes = v128.load(at)
  return i8x16.shuffle(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

/** The two words that come 16 after those at `at`, which are `words`; `last`: the two before them. § 6.2.2, 1. */
function schedule(at: usize, words: v128, last: v128): v128 {
  const second = v128.or(i64x2.shr_u(words, 32), i64x2.shl(v128.load(at, 16), 32))
  const tenth = v128.or(i64x2.shr_u(v128.load(at, 64), 32), i64x2.shl(v128.load(at, 80), 32))
  const small0 = v128.xor(v128.xor(turned(second, 7), turned(second, 18)), i32x4.shr_u(second, 3))
  const small1 = v128.xor(v128.xor(turned(last, 17), turned(last, 19)), i32x4.shr_u(last, 10))
  return i32x4.add(i32x4.add(i32x4.add(words, small0), tenth), small1)
}

/** Words that are not doubled, turned to the right. */
function turned(words: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(words, by), i32x4.shl(words, 32 - by))
}

function sum0(a: v128): v128 {
  return v128.xor(v128.xor(i64x2.shr_u(a, 2), i64x2.shr_u(a, 13)), i64x2.shr_u(a, 22))
}

function sum1(e: v128): v128 {
  return v128.xor(v128.xor(i64x2.shr_u(e, 6), i64x2.shr_u(e, 11)), i64x2.shr_u(e, 25))
}

function choose(e: v128, f: v128, g: v128): v128 {
  return v128.xor(g, v128.and(e, v128.xor(f, g)))
}

function majority(a: v128, b: v128, c: v128): v128 {
  return v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c)))
}

function doubled(words: v128): v128 {
  return i32x4.shuffle(words, words, 0, 0, 2, 2)
}
