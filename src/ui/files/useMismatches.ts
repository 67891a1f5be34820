import { useMemo } from 'react'
import type { Mismatch } from '../../domain/mismatches.ts'
import { useDocument } from '../appContext.ts'
import { sessionMismatches } from './standing.ts'

/** The session's mismatches; looked for again when it changes. */
export function useMismatches(): readonly Mismatch[] {
  const session = useDocument((state) => state.session)
  return useMemo(() => sessionMismatches(session), [session])
}
