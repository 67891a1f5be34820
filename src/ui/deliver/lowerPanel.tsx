import { useEffect, useState } from 'react'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useWorkspace } from '../appContext.ts'
import { type Tab, Tabs } from '../primitives/tabs.tsx'
import { FinishedFiles } from './finishedFiles.tsx'
import { MeasuredFigures } from './measuredFigures.tsx'
import { MixContents } from './mixContents.tsx'
import { ProgrammeMap } from './programmeMap.tsx'

type Part = 'map' | 'contents' | 'files' | 'figures'

/** Below the matrix: the programme over time, what is in the mix, and what has become of the files. */
export function LowerPanel({ exporting }: { readonly exporting: OpenExport }) {
  const [part, setPart] = useState<Part>('map')
  const checking = useWorkspace((state) => state.checking)
  const { phase } = exporting
  useEffect(
    () => setPart((before) => (phase === 'done' ? 'files' : before === 'files' ? 'map' : before)),
    [phase],
  )
  const found = checking.phase === 'done' ? checking.report.findings : []
  const holes = found.filter(({ check }) => check === 'hole')
  const tabs: readonly Tab<Part>[] = [
    ...(exporting.phase === 'done'
      ? [{ id: 'files', label: 'Files', content: () => <FinishedFiles done={exporting} /> } as const]
      : []),
    { id: 'map', label: 'Programme map', content: () => <ProgrammeMap holes={holes} /> },
    ...(exporting.phase === 'done'
      ? [
          {
            id: 'figures',
            label: 'Figures',
            content: () => <MeasuredFigures report={exporting.report} />,
          } as const,
        ]
      : []),
    { id: 'contents', label: 'In the mix', content: () => <MixContents /> },
  ]
  return <Tabs label="More about the export" tabs={tabs} value={part} onChange={setPart} />
}
