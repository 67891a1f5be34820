import { DELIVERY_FORMATS, type DeliveryFormat, deliveryFormat } from '../../domain/delivery.ts'
import { layoutOf } from '../../domain/layout.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { TextField } from '../primitives/textField.tsx'
import { ExportRangeField } from './exportRangeField.tsx'
import styles from './exportSettings.module.css'

/** What can be chosen: the name, the sample format and the range. The rest is told, because it follows from the session. */
export function ExportSettings({ name, locked }: { readonly name: string; readonly locked: boolean }) {
  const { actions } = useApp()
  const { sampleRate, layout } = useDocument((state) => state.session)
  const { format } = useWorkspace((state) => state.exportSettings)
  const { speakers, label } = layoutOf(layout)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached from the keyboard
    <section className={styles.settings} aria-label="Export settings" tabIndex={0}>
      <fieldset disabled={locked}>
        <legend>File names</legend>
        <TextField
          label="Name"
          mono
          value={name}
          onCommit={(text) => actions.setExportSettings({ name: text })}
        />
        <p className={styles.note}>Each deliverable adds its own ending.</p>
      </fieldset>
      <fieldset disabled={locked}>
        <legend>Format</legend>
        {DELIVERY_FORMATS.map(({ id, label: text }) => (
          <label key={id} className={styles.option}>
            <input
              type="radio"
              name="delivery-format"
              checked={format === id}
              onChange={() => actions.setExportSettings({ format: id })}
            />
            {text}
          </label>
        ))}
      </fieldset>
      <ExportRangeField locked={locked} />
      <dl>
        <div>
          <dt>Container</dt>
          <dd>WAV, RF64 above 4 GB</dd>
        </div>
        <div>
          <dt>Sample rate</dt>
          <dd>{sampleRate / 1000} kHz</dd>
        </div>
        <div>
          <dt>Channels</dt>
          <dd>
            {label}, {speakers.join(' ')}
          </dd>
        </div>
        <div>
          <dt>Dither</dt>
          <dd>{ditherText(format)}</dd>
        </div>
      </dl>
    </section>
  )
}

function ditherText(format: DeliveryFormat): string {
  const { dither } = deliveryFormat(format)
  return dither ? `${dither}, ±1 LSB` : 'none'
}
