import { expect, it } from 'vitest'
import { type ClipSurface, clipZone } from './clipZone.ts'

const plain: ClipSurface = { width: 200, height: 60, fadeInEnd: 0, fadeOutStart: 200 }

it.each([
  [{ x: 2, y: 40 }, plain, 'start'],
  [{ x: 198, y: 40 }, plain, 'end'],
  [{ x: 100, y: 40 }, plain, 'body'],
  [{ x: 2, y: 3 }, plain, 'fadeIn'],
  [{ x: 198, y: 3 }, plain, 'fadeOut'],
  [{ x: 100, y: 3 }, plain, 'body'],
  // Once there is a fade its corner is at its end, and the edge is an edge from top to bottom.
  [{ x: 82, y: 3 }, { ...plain, fadeInEnd: 80 }, 'fadeIn'],
  [{ x: 2, y: 3 }, { ...plain, fadeInEnd: 80 }, 'start'],
  // Where the two meet the nearer one is taken.
  [{ x: 103, y: 3 }, { ...plain, fadeInEnd: 98, fadeOutStart: 102 }, 'fadeOut'],
  [{ x: 1, y: 3 }, { ...plain, width: 20, fadeOutStart: 20 }, 'body'],
  [{ x: 20, y: 50 }, plain, 'gain'],
  [{ x: 20, y: 44 }, plain, 'body'],
  [{ x: 48, y: 50 }, plain, 'body'],
  [{ x: 2, y: 58 }, plain, 'start'],
  [{ x: 20, y: 22 }, { ...plain, height: 29 }, 'body'],
  [{ x: 20, y: 50 }, { ...plain, width: 71, fadeOutStart: 71 }, 'body'],
] as const)('%o of %o is its %s', (at, surface, zone) => {
  expect(clipZone(at, surface)).toBe(zone)
})
