import { useMemo } from 'react'
import { useApp } from '../appContext.ts'
import { stripMoves } from './stripMoves.ts'

export function useStripMoves() {
  const { actions, document, workspace } = useApp()
  return useMemo(() => stripMoves({ actions, document, workspace }), [actions, document, workspace])
}
