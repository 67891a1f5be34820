import { checkSpec } from '../../domain/checkList.ts'
import type { CheckId, Finding, StreamId } from '../../domain/checks.ts'
import type { CheckStream } from './checkStream.ts'

/** A finding with the severity that its check has. */
export const finding = (
  check: CheckId,
  from: number,
  to: number,
  streams: readonly StreamId[],
  value: number | null,
  text: string,
): Finding => ({ check, severity: checkSpec(check).severity, from, to, streams, value, text })

/** Something at a place, before it is a finding. */
export type Spot = { readonly from: number; readonly to: number; readonly value: number }

/** Spots closer than `gap` as one, with how many there were; its value is the worst, by default the largest in size. */
export function together(
  spots: readonly Spot[],
  gap: number,
  badness: (value: number) => number = Math.abs,
): readonly (Spot & { readonly count: number })[] {
  const merged: (Spot & { count: number })[] = []
  for (const spot of spots.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && spot.from - last.to <= gap) {
      const value = badness(spot.value) > badness(last.value) ? spot.value : last.value
      merged[merged.length - 1] = {
        from: last.from,
        to: Math.max(last.to, spot.to),
        value,
        count: last.count + 1,
      }
    } else merged.push({ ...spot, count: 1 })
  }
  return merged
}

/** Figures of sentences, with a real minus. */
export const figure = (value: number, decimals = 1): string => value.toFixed(decimals).replace('-', '−')

/** dB under the dialogue. */
const LOUD_BLEED = -35

export const decibelsOf = (power: number): number => 10 * Math.log10(power)

/**
 * Findings without those that only repeat others: what a stem has, its deliverables have too; what is cut off makes clicks at
 * its edges; and what is out of sync with the mix is compared with it in nothing else. A ceiling is not the same as clipping: who
 * waives the one has not waived the other.
 */
export function withoutRepeats(
  findings: readonly Finding[],
  streams: readonly CheckStream[],
  near: number,
): readonly Finding[] {
  const stemsOf = (id: StreamId | undefined): readonly string[] =>
    streams.find((stream) => stream.id === id)?.stems.map((stem) => `stem:${stem}`) ?? []
  const overlap = (a: Finding, b: Finding): boolean => a.from <= b.to + near && b.from <= a.to + near
  return findings.filter((one) => {
    const [own] = one.streams
    return !findings.some((other) => {
      if (other === one || !overlap(one, other)) return false
      const [its] = other.streams
      const isIn = own === its || stemsOf(own).includes(its ?? '')
      if (one.check === other.check) return own !== its && isIn
      switch (one.check) {
        case 'click':
          return isIn && (other.check === 'dropout' || other.check === 'clipping')
        case 'hole':
          // Speech in the M&E comes and goes as room tone does not; where it is silent it is.
          return other.check === 'bleed' && (other.value ?? 0) > LOUD_BLEED && one.value !== null
        case 'silence':
          return other.check === 'hole'
        case 'gapLevel':
          return (other.check === 'drift' || other.check === 'offset') && own === its
        case 'swapped':
        case 'offset':
          return other.check === 'drift' && own === its
        default:
          return false
      }
    })
  })
}
