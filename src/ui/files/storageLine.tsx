import { HardDrive } from 'lucide-react'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { formatBytes, plural } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { transferText } from '../transfer.ts'
import { type FileGroup, filesStanding, noRoom } from './standing.ts'
import styles from './storageLine.module.css'

/** What would be gone with the page, what copying it takes, and how far the copying is. */
export function StorageLine() {
  const media = useDocument((state) => state.session.media)
  const states = useWorkspace((state) => state.mediaStates)
  const storage = useWorkspace((state) => state.storage)
  const collecting = useWorkspace((state) => state.collecting !== null)
  const { files, unkept, uncollected } = filesStanding(media, states)
  const count = unkept.media.length
  const will = count === 1 ? 'will have to be found again' : 'will have to be found again on another visit'

  return (
    <section className={styles.storage} aria-label="Storage">
      <HardDrive size={16} aria-hidden="true" />
      <div className={styles.text}>
        <p>
          {count > 0
            ? `${plural(count, 'file')} (${formatBytes(unkept.bytes)}) ${count === 1 ? 'is' : 'are'} on this page only and ${will}.`
            : files > 0
              ? 'Every file can be found again on another visit.'
              : 'No files yet.'}
        </p>
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
  const percent = bytes > 0 ? Math.floor(Math.min(1, bytesDone / bytes) * 100) : 0
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
