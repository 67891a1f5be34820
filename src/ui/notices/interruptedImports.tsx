import { TriangleAlert } from 'lucide-react'
import { nameSome } from '../../domain/nameSome.ts'
import type { KeptImport } from '../../domain/ports.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { FileInput } from '../start/fileInput.tsx'
import styles from './interruptedImports.module.css'

/** What an earlier visit left of an import into this session: until it is added, or dismissed for good. */
export function InterruptedImports() {
  const { actions } = useApp()
  const files = useWorkspace((state) => state.interruptedImports)
  if (files.length === 0) return null
  const names = nameSome(files.map(leftName))
  const were = files.length === 1 ? 'was' : 'were'
  const known = files.filter(({ reference }) => reference !== null)
  return (
    <section className={styles.interrupted} aria-label="Interrupted imports">
      <TriangleAlert size={16} aria-hidden="true" />
      <p>
        {plural(files.length, 'file')} {were} not in yet when this session was closed: {names}.
      </p>
      <div>
        {known.length > 0 && (
          <Button
            label={`Add ${plural(known.length, 'interrupted file')}`}
            onPress={() => void actions.addInterruptedImports()}
          >
            {known.length === files.length ? 'Add now' : `Add ${known.length} now`}
          </Button>
        )}
        {known.length < files.length && <FileInput>Pick files…</FileInput>}
        <Button label="Dismiss interrupted imports" onPress={actions.dismissInterruptedImports}>
          Dismiss
        </Button>
      </div>
    </section>
  )
}

/** `Reel 1.mov, tracks 2 and 3`. */
function leftName({ fileName, audioTracks }: KeptImport): string {
  if (!audioTracks) return fileName
  const tracks = audioTracks.length === 1 ? 'track' : 'tracks'
  return `${fileName}, ${tracks} ${new Intl.ListFormat('en').format(audioTracks.map(String))}`
}
