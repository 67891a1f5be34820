import type { DeliverableChange } from '../../domain/deliverableCommands.ts'
import type { DeliverableLayout, DeliveryRange } from '../../domain/deliverables/deliverable.ts'
import { DELIVERY_CONTAINERS } from '../../domain/deliveryContainers.ts'
import { DELIVERY_FORMATS } from '../../domain/deliveryFormat.ts'
import { layoutOf } from '../../domain/layout.ts'
import { isRegion, markersOf } from '../../domain/markers.ts'
import type { LoopOrNot } from '../../domain/ports.ts'
import { rateLabel, SESSION_RATES } from '../../domain/sampleRates.ts'
import type { Session } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { Dialog } from '../primitives/dialog.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import { TextField } from '../primitives/textField.tsx'
import styles from './deliverableDialog.module.css'

type DeliverableDialogProps = { readonly id: string; readonly onClose: () => void }

const AS_ORDER = { value: '', label: 'As chosen for all' } as const

/** All of one row that is not in the matrix itself. Every field is done at once, and is a step that can be undone. */
export function DeliverableDialog({ id, onClose }: DeliverableDialogProps) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const loop = useWorkspace((state) => state.loop)
  const row = deliverablesOf(session).find((each) => each.id === id)
  if (!row) return null
  const change = (changed: DeliverableChange): void =>
    actions.do({ type: 'deliverables/change', id, change: changed })
  const layouts: readonly { readonly value: DeliverableLayout; readonly label: string }[] = [
    { value: 'session', label: `As the mix: ${layoutOf(session.layout).label}` },
    { value: 'stereo', label: 'Stereo' },
    { value: 'mono', label: 'Mono' },
  ]
  const ranges = rangeChoices(session, loop, row.range)
  return (
    <Dialog title={row.name} open onClose={onClose} footer={<Button onPress={onClose}>Done</Button>}>
      <div className={styles.fields}>
        <TextField
          label="Deliverable"
          value={row.name}
          onCommit={(text) => text.trim() && change({ name: text.trim() })}
        />
        <TextField
          label="Type code"
          mono
          value={row.code}
          onCommit={(text) => text.trim() && change({ code: text.trim() })}
        />
        <SelectField
          label="Layout"
          options={layouts}
          value={row.layout}
          onChange={(layout) => change({ layout })}
        />
        <SelectField
          label="Files"
          options={[
            { value: 'together', label: 'One file' },
            { value: 'split', label: 'A mono file for each channel' },
          ]}
          value={row.split ? 'split' : 'together'}
          onChange={(value) => change({ split: value === 'split' })}
        />
        <SelectField
          label="Part"
          options={ranges.map(({ value, label }) => ({ value, label }))}
          value={ranges.find(({ range }) => keyOf(range) === keyOf(row.range))?.value ?? ''}
          onChange={(value) => {
            const chosen = ranges.find((each) => each.value === value)
            if (chosen) change({ range: chosen.range })
          }}
        />
        <SelectField
          label="Container"
          options={[AS_ORDER, ...DELIVERY_CONTAINERS.map((each) => ({ value: each.id, label: each.label }))]}
          value={row.container ?? ''}
          onChange={(value) => change({ container: value === '' ? null : value })}
        />
        <SelectField
          label="Depth"
          options={[AS_ORDER, ...DELIVERY_FORMATS.map((each) => ({ value: each.id, label: each.label }))]}
          value={row.format ?? ''}
          onChange={(value) => change({ format: value === '' ? null : value })}
        />
        <SelectField
          label="Sample rate"
          options={[
            AS_ORDER,
            ...SESSION_RATES.map((rate) => ({ value: String(rate), label: rateLabel(rate) })),
          ]}
          value={row.sampleRate === undefined ? '' : String(row.sampleRate)}
          onChange={(value) => change({ sampleRate: value === '' ? null : Number(value) })}
        />
      </div>
    </Dialog>
  )
}

const keyOf = (range: DeliveryRange): string => JSON.stringify(range)

type RangeChoice = { readonly value: string; readonly label: string; readonly range: DeliveryRange }

/** The film, what is looped now, every region, and what the row has when it is none of these. */
function rangeChoices(session: Session, loop: LoopOrNot, own: DeliveryRange): readonly RangeChoice[] {
  const known: readonly RangeChoice[] = [
    { value: 'film', label: 'As chosen for all', range: { kind: 'film' } },
    ...(loop
      ? [
          {
            value: 'loop',
            label: 'What is looped now',
            range: { kind: 'span', from: loop.start, to: loop.end },
          } as const,
        ]
      : []),
    ...markersOf(session)
      .filter(isRegion)
      .map(
        ({ id, name }) =>
          ({ value: `region ${id}`, label: name, range: { kind: 'region', marker: id } }) as const,
      ),
  ]
  if (known.some(({ range }) => keyOf(range) === keyOf(own))) return known
  const label = own.kind === 'span' ? `Samples ${own.from} to ${own.to}` : 'A region that is gone'
  return [...known, { value: 'own', label, range: own }]
}
