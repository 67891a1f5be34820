import { HardDrive } from 'lucide-react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { formatBytes, plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { transferText } from '../transfer.ts'
import { type FileGroup, filesStanding, noRoom, type Standing } from './standing.ts'
import styles from './storageLine.module.css'

/** What would be gone with the page, what copying it takes, and how far the copying is. */
export function StorageLine() {
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  const storage = useWorkspace((state) => state.storage)
  const collecting = useWorkspace((state) => state.collecting !== null)
  const standing = filesStanding(media, states)
  const { unkept, uncollected } = standing
  const count = unkept.media.length

  return (
    <section className={styles.storage} aria-label="Storage">
      <HardDrive size={16} aria-hidden="true" />
      <div className={styles.text}>
        <p>{keptText(standing)}</p>
        <p className={styles.free}>
          {storage
            ? `${formatBytes(storage.freeBytes)} free, ${formatBytes(storage.usedBytes)} used`
            : 'Free space is not known yet'}
        </p>
      </div>
      {collecting ? (
        <Collecting />
      ) : (
        <div className={styles.actions}>
          {count > 0 && count < uncollected.media.length && (
            <CollectButton which="unkept" group={unkept} label="Copy into the browser’s storage" />
          )}
          {uncollected.media.length > 0 && (
            <CollectButton which="all" group={uncollected} label="Collect media" />
          )}
        </div>
      )}
    </section>
  )
}

/** What another visit will find. */
function keptText({ files, kept, unkept, soundOnly }: Standing): string {
  const count = unkept.media.length
  if (count > 0) {
    const are = plural(count, 'file', 'files')
    const verb = count === 1 ? 'is' : 'are'
    return `${are} (${formatBytes(unkept.bytes)}) ${verb} on this page only and will have to be found again.`
  }
  if (files === 0) return 'No files yet.'
  if (kept.media.length === files && soundOnly.media.length > 0)
    return `Every file will be heard again on another visit; of ${plural(soundOnly.media.length, 'converted file')} the sound is kept and not the original.`
  return kept.media.length === files
    ? 'Every file will be found again on another visit.'
    : `At hand: ${kept.media.length} of ${plural(files, 'file')}.`
}

function CollectButton(props: {
  readonly which: 'unkept' | 'all'
  readonly group: FileGroup
  readonly label: string
}) {
  const { which, group, label } = props
  const { actions } = useApp()
  const storage = useWorkspace((state) => state.storage)
  const reason = noRoom(group, storage)
  return (
    <div className={styles.collect}>
      <Button
        disabled={reason !== undefined}
        title={reason ?? `Copies ${plural(group.media.length, 'file')} into the browser’s storage`}
        onPress={() => void actions.collect(which)}
      >
        {label} ({formatBytes(group.bytes)})
      </Button>
      {reason !== undefined && <p role="status">{reason}</p>}
    </div>
  )
}

function Collecting() {
  const { actions } = useApp()
  const collecting = useWorkspace((state) => state.collecting)
  if (!collecting) return null
  const { bytes, bytesDone } = collecting
  const percent = bytes > 0 ? Math.min(99, Math.floor((bytesDone / bytes) * 100)) : 0
  return (
    <div className={styles.collecting}>
      <progress aria-label="Collecting media" value={percent} max={100} />
      <b>{percent} %</b>
      <span>{transferText(collecting, performance.now())}</span>
      <Button label="Cancel collecting" onPress={actions.cancelCollect}>
        Cancel
      </Button>
    </div>
  )
}
