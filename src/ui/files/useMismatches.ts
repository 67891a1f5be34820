import { type Mismatch, mismatches } from '../../domain/mismatches.ts'
import { perObject } from '../../lib/perObject.ts'
import { useDocument } from '../appContext.ts'

/** Looked for once in a session, however many ask. */
const mismatchesOf = perObject(mismatches)

/** The session's mismatches; looked for again when it changes. */
export const useMismatches = (): readonly Mismatch[] => useDocument(({ session }) => mismatchesOf(session))

/** How many there are, for who does not say which. */
export const useMismatchCount = (): number => useDocument(({ session }) => mismatchesOf(session).length)
