import { DELIVERY_CONTAINERS, deliveryContainer, samplesIn } from '../../domain/deliveryContainers.ts'
import { DELIVERY_FORMATS, deliveryFormat } from '../../domain/deliveryFormat.ts'
import { layoutOf } from '../../domain/layout.ts'
import { plannedLosses } from '../../domain/metadataLosses.ts'
import { rateLabel, SESSION_RATES } from '../../domain/sampleRates.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { useApp, useDocument } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import styles from './exportSettings.module.css'
import { useExportSettings } from './useExportSettings.ts'
import { usePlan } from './usePlan.ts'

/** What kind of files are written, where a deliverable has no kind of its own. */
export function FormatFields({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const { container: id, format, sampleRate } = useExportSettings()
  const container = deliveryContainer(id)
  const held = DELIVERY_FORMATS.filter((each) => samplesIn(container, each.id) === each.id)
  const made = samplesIn(container, format) ?? format
  const { dither } = deliveryFormat(made)
  const notes = [
    layoutOf(session.layout).speakers.join(' '),
    ...(id === 'wav' ? ['RF64 above 4 GB'] : []),
    ...(container.bitRates ? ['Sound is lost: for viewing copies'] : []),
    dither ? `${dither}, ±1 LSB` : 'No dither',
  ]
  return (
    <fieldset disabled={locked} className={styles.rows}>
      <legend>Format</legend>
      <SelectField
        label="Container"
        options={DELIVERY_CONTAINERS.map((each) => ({ value: each.id, label: each.label }))}
        value={id}
        onChange={(next) => {
          // Samples that the new container does not hold give way to the first that it does.
          const spec = deliveryContainer(next)
          const fits = samplesIn(spec, format) !== undefined
          const first = DELIVERY_FORMATS.find((each) => samplesIn(spec, each.id) === each.id)
          actions.setExportSettings({ container: next, ...(!fits && first && { format: first.id }) })
        }}
      />
      <SelectField
        label="Depth"
        options={held.map((each) => ({
          value: each.id,
          // What goes into the encoder is 32-bit float; its file has no depth.
          label: container.bitRates ? 'None, lossy' : each.label,
        }))}
        value={made}
        onChange={(next) => actions.setExportSettings({ format: next })}
      />
      <SelectField
        label="Sample rate"
        options={[
          { value: '', label: `${rateLabel(session.sampleRate)}, as the mix` },
          ...SESSION_RATES.filter((rate) => rate !== session.sampleRate).map((rate) => ({
            value: String(rate),
            label: rateLabel(rate),
          })),
        ]}
        value={sampleRate === null || sampleRate === session.sampleRate ? '' : String(sampleRate)}
        onChange={(rate) => actions.setExportSettings({ sampleRate: rate === '' ? null : Number(rate) })}
      />
      <ChannelsField />
      <p className={styles.note}>{notes.join('. ')}.</p>
      <Losses />
    </fieldset>
  )
}

/** What the files that are asked for have no room for: better known before than from the report. */
function Losses() {
  const session = useDocument((state) => state.session)
  const plan = usePlan()
  const losses = plan.ok ? plannedLosses(session, plan.value.deliverables) : []
  return losses.length > 0 && <p className={styles.note}>{losses.join(' ')}</p>
}

/** For all rows of the matrix at once; a row by itself has it in its own settings. */
function ChannelsField() {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const rows = deliverablesOf(session)
  const splits = new Set(rows.map(({ split }) => split))
  const mixed = splits.size > 1
  return (
    <SelectField
      label="Channels"
      options={[
        ...(mixed ? [{ value: 'mixed', label: 'By deliverable' } as const] : []),
        { value: 'together', label: 'One file' } as const,
        { value: 'split', label: 'One file each' } as const,
      ]}
      value={mixed ? 'mixed' : splits.has(true) ? 'split' : 'together'}
      onChange={(value) => {
        if (value === 'mixed') return
        const split = value === 'split'
        actions.do({ type: 'deliverables/set', deliverables: rows.map((row) => ({ ...row, split })) })
      }}
    />
  )
}
