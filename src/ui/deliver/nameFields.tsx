import { useState } from 'react'
import { errorText } from '../../domain/errors.ts'
import { NAME_FIELDS, NAME_PRESETS, unknownFields } from '../../domain/fileNameTemplate.ts'
import { useApp } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { TextField } from '../primitives/textField.tsx'
import styles from './exportSettings.module.css'
import names from './nameFields.module.css'
import { useExportSettings } from './useExportSettings.ts'
import { useOrder } from './useOrder.ts'
import { usePlan } from './usePlan.ts'

/** How files are called: the parts of their names, and how they are put together. */
export function NameFields({ locked }: { readonly locked: boolean }) {
  const { actions } = useApp()
  const order = useOrder()
  const { reel, version, template, naming } = useExportSettings()
  const [unknown] = unknownFields(template)
  const preset = NAME_PRESETS.find((each) => each.id === naming && each.template === template)
  return (
    <fieldset disabled={locked} className={styles.rows}>
      <legend>File names</legend>
      <TextField
        label="Name"
        mono
        value={order.name}
        onCommit={(text) => actions.setExportSettings({ name: text })}
      />
      <TextField
        label="Reel"
        mono
        live
        value={reel}
        onCommit={(text) => actions.setExportSettings({ reel: text }, 'export reel')}
        onEnd={() => actions.endGesture('export reel')}
      />
      <TextField
        label="Version"
        mono
        live
        value={version}
        onCommit={(text) => actions.setExportSettings({ version: text }, 'export version')}
        onEnd={() => actions.endGesture('export version')}
      />
      <SelectField
        label="Made up as"
        options={[
          ...NAME_PRESETS.map(({ id, name }) => ({ value: id, label: name })),
          ...(preset ? [] : [{ value: 'own', label: 'Own template' }]),
        ]}
        value={preset?.id ?? 'own'}
        onChange={(id) => {
          const chosen = NAME_PRESETS.find((each) => each.id === id)
          if (chosen) actions.setExportSettings({ naming: id, template: chosen.template })
        }}
      />
      <div className={names.template}>
        <TextField
          label="Template"
          mono
          live
          value={template}
          onCommit={(text) => actions.setExportSettings({ template: text }, 'export template')}
          onEnd={() => actions.endGesture('export template')}
          {...(unknown !== undefined && { invalid: `There is no field {${unknown}}` })}
        />
      </div>
      <ul className={names.tokens} aria-label="Fields to add to the template">
        {NAME_FIELDS.map((field) => (
          <li key={field}>
            <button
              type="button"
              aria-label={`Add {${field}}`}
              aria-pressed={template.includes(`{${field}}`)}
              onClick={() => actions.setExportSettings({ template: withField(template, field) })}
            >
              {field}
            </button>
          </li>
        ))}
      </ul>
      <Preview />
    </fieldset>
  )
}

/** Adds a field at the end, or takes it out with what joins it to others. */
function withField(template: string, field: string): string {
  const token = `{${field}}`
  if (!template.includes(token)) return template === '' ? token : `${template}_${token}`
  return template.replace(`_${token}`, '').replace(`${token}_`, '').replace(token, '')
}

/** All names that the order makes, or why it makes none. */
function Preview() {
  const [all, setAll] = useState(false)
  const plan = usePlan()
  if (!plan.ok)
    return plan.error.code === 'export/nothing' ? null : (
      <p className={names.fault} role="status">
        {errorText(plan.error)}
      </p>
    )
  const files = plan.value.deliverables.flatMap((each) => each.files.map(({ name }) => name))
  const shown = all ? files : files.slice(0, 3)
  return (
    <>
      <ul className={names.preview} aria-label="Names of the files">
        {shown.map((name) => (
          <li key={name}>
            <code title={name}>{name}</code>
          </li>
        ))}
      </ul>
      {files.length > 3 && (
        <button type="button" className={names.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer names' : `All ${files.length} names`}
        </button>
      )}
    </>
  )
}
