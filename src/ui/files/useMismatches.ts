import { useMemo } from 'react'
import { type Mismatch, mismatches } from '../../domain/mismatches.ts'
import { useDocument } from '../appContext.ts'

/** The session's mismatches; looked for again when it changes. */
export function useMismatches(): readonly Mismatch[] {
  const session = useDocument((state) => state.session)
  return useMemo(() => mismatches(session), [session])
}
