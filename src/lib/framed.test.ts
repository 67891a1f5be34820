import fc from 'fast-check'
import { expect, it } from 'vitest'
import { framed, unframed } from './framed.ts'

const parts = fc.array(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  { maxLength: 9 },
)

it('gives the parts as they were, wherever they lie', () => {
  fc.assert(
    fc.property(parts, fc.nat({ max: 7 }), (given, offset) => {
      const bytes = framed(given)
      const moved = new Uint8Array(bytes.length + offset)
      moved.set(bytes, offset)
      expect(unframed(moved.subarray(offset))).toEqual(given)
    }),
  )
})

it('refuses what is cut, or longer', () => {
  fc.assert(
    fc.property(parts, fc.nat(), (given, cut) => {
      const bytes = framed(given)
      expect(() => unframed(bytes.subarray(0, cut % bytes.length))).toThrow(RangeError)
      expect(() => unframed(new Uint8Array([...bytes, 0]))).toThrow(RangeError)
    }),
  )
})
