import { Download, FileJson } from 'lucide-react'
import { useState } from 'react'
import { errorText } from '../../domain/errors.ts'
import type { DeliverySpec } from '../../domain/specs/deliverySpec.ts'
import { ownSpec } from '../../domain/specs/ownSpecs.ts'
import { deliverySpec } from '../../domain/specs/registry.ts'
import { useApp } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { FilePicker } from '../primitives/filePicker.tsx'
import styles from './targetField.module.css'

/** A target as a file: the one that is chosen, to keep, or another to be held to. */
export function SpecFile({ spec }: { readonly spec: DeliverySpec | null }) {
  const { actions, document: doc } = useApp()
  const [fault, setFault] = useState<string | null>(null)
  return (
    <div className={styles.files}>
      <FilePicker
        icon={<FileJson size={14} aria-hidden="true" />}
        label="Open a target file"
        size="small"
        accept=".json,application/json"
        onPick={undefined}
        onFiles={(files) => {
          const [file] = files
          if (file) void open(file)
        }}
      >
        Open…
      </FilePicker>
      {spec && (
        <Button
          icon={<Download size={14} aria-hidden="true" />}
          label={`Save the target ${spec.name} as a file`}
          onPress={() => void save(spec)}
        >
          Save
        </Button>
      )}
      {fault !== null && <p role="status">{fault}</p>}
    </div>
  )

  // What reads and checks such files is large, and seldom needed.
  async function open(file: File): Promise<void> {
    const { readSpec } = await import('../../domain/specs/specDocument.ts')
    const read = readSpec(await file.text(), file.name)
    setFault(read.ok ? null : errorText(read.error))
    if (!read.ok) return
    const { specs = [] } = doc.getState().session
    // What has the name of a ready-made one is one's own all the same.
    const spec = deliverySpec(read.value.id)
      ? { ...ownSpec(read.value, specs), name: read.value.name }
      : read.value
    actions.do({ type: 'export/keepSpec', spec, choose: true })
  }
  async function save(chosen: DeliverySpec): Promise<void> {
    const { specDocument } = await import('../../domain/specs/specDocument.ts')
    actions.saveText(`${chosen.id}.target.json`, specDocument(chosen))
  }
}
