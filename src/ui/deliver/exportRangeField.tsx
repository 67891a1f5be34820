import { type ExportRange, exportRangeChoices } from '../../domain/exportRange.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'

/** What of the programme is exported. Deliverables with ranges of their own keep those. */
export function ExportRangeField() {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const loop = useWorkspace((state) => state.loop)
  const chosen = useWorkspace((state) => state.exportRange)
  const choices = exportRangeChoices(session, loop, chosen)
  return (
    <SelectField
      label="Export range"
      options={choices.map(({ range, label }) => ({ value: keyOf(range), label }))}
      value={keyOf(chosen)}
      onChange={(value) => {
        const choice = choices.find(({ range }) => keyOf(range) === value)
        if (choice) actions.setExportRange(choice.range)
      }}
    />
  )
}

const keyOf = (range: ExportRange): string =>
  range.kind === 'region' ? `region ${range.region}` : range.kind
