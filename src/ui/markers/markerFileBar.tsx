import { FileInput, FileOutput } from 'lucide-react'
import { useState } from 'react'
import { markersOf } from '../../domain/markers.ts'
import type { MediaId } from '../../domain/session.ts'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { FilePicker } from '../primitives/filePicker.tsx'
import { SelectField } from '../primitives/selectField.tsx'
import styles from './markersDialog.module.css'

const PLACES = [
  { value: 'clips', label: 'where its clips are' },
  { value: 'start', label: 'from the file’s start' },
] as const

/** Markers out of tables and sound files, and into them. */
export function MarkerFileBar() {
  const { actions } = useApp()
  const media = useDocument((state) => state.session.media)
  const none = useDocument(({ session }) => markersOf(session).length === 0)
  const [chosen, setChosen] = useState<MediaId | null>(null)
  const [where, setWhere] = useState<'clips' | 'start'>('clips')
  const files = Object.entries(media).flatMap(([id, { fileName, metadata }]) =>
    metadata?.markers ? [{ value: id, label: `${fileName} (${metadata.markers.length})` }] : [],
  )
  const file = files.find(({ value }) => value === chosen)?.value ?? files[0]?.value

  return (
    <div className={styles.files}>
      <FilePicker
        icon={<FileInput size={16} aria-hidden="true" />}
        accept=".csv,.txt,.tsv,.wav,.aif,.aiff"
        multiple
        label="Import markers from a CSV, text, WAV or AIFF file"
        onFiles={(picked) => void actions.importMarkers(picked)}
        onPick={undefined}
      >
        Import…
      </FilePicker>
      {file !== undefined && (
        <>
          <SelectField label="Markers of file" hideLabel options={files} value={file} onChange={setChosen} />
          <SelectField
            label="Place markers of file"
            hideLabel
            options={PLACES}
            value={where}
            onChange={setWhere}
          />
          <Button label="Import the file’s markers" onPress={() => actions.importFileMarkers(file, where)}>
            Import
          </Button>
        </>
      )}
      <span className={styles.space} />
      <Button
        icon={<FileOutput size={16} aria-hidden="true" />}
        disabled={none}
        onPress={() => actions.saveMarkers('csv')}
      >
        Save as CSV
      </Button>
      <Button
        icon={<FileOutput size={16} aria-hidden="true" />}
        disabled={none}
        title="Silence with cue points, as long as to the last marker"
        onPress={() => actions.saveMarkers('wav')}
      >
        Save as WAV cue file
      </Button>
    </div>
  )
}
