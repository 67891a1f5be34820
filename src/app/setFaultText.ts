import { ownTimecodeText } from '../domain/placement.ts'
import type { SetFault } from '../domain/setFault.ts'
import { nameList } from './nameList.ts'

/** Mono files that are named as one set, and why they are none. */
export type FaultySet = {
  readonly name: string
  readonly fileNames: readonly string[]
  readonly fault: SetFault
}

/** A sentence about the sets that have a fault of one kind; of one set it says what the fault is to the sample. */
export function setFaultText(kind: SetFault['kind'], sets: readonly FaultySet[]): string {
  const odd = sets.flatMap(({ fileNames, fault }) => fault.odd.map((index) => fileNames[index] ?? ''))
  const names = nameList(odd)
  const many = odd.length > 1
  const others = othersOf(sets)
  const [only, ...more] = sets
  const one = many || more.length > 0 ? undefined : only?.fault
  const apart = 'each file became a track of its own'
  switch (kind) {
    case 'channels':
      return `${names} ${many ? 'are' : 'is'} not mono, as files of a set are: of ${setsOf(sets)} ${apart}.`
    case 'length': {
      const by = one?.kind === 'length' ? one.by : undefined
      const differs = by === undefined ? `${many ? 'are' : 'is'} not as long as` : `is ${lengthText(by)} than`
      return `${names} ${differs} ${others}: ${apart}. If they belong together, trim them to one length in the timeline and join them in Files.`
    }
    case 'timecode': {
      const own = one?.kind === 'timecode' ? one.own : undefined
      const begins = own
        ? `begins at ${ownTimecodeText(own.odd)} by its timecode, and ${others} at ${ownTimecodeText(own.common)}`
        : `${many ? 'say' : 'says'} another timecode than ${others}`
      return `${names} ${begins}: ${apart}. If they belong together, move them to one position and join them in Files.`
    }
  }
}

const setsOf = (sets: readonly FaultySet[]): string => nameList(sets.map(({ name }) => name))

function othersOf(sets: readonly FaultySet[]): string {
  const rest = sets.reduce((sum, { fileNames, fault }) => sum + fileNames.length - fault.odd.length, 0)
  return `the other ${rest > 1 ? 'files' : 'file'} of ${setsOf(sets)}`
}

function lengthText(by: number): string {
  const size = Math.abs(by)
  return `${size.toLocaleString('en-US')} ${size === 1 ? 'sample' : 'samples'} ${by > 0 ? 'longer' : 'shorter'}`
}
