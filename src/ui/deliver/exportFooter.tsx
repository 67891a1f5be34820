import { ChevronLeft, Download, FileArchive, FolderOpen, RotateCw, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { DestinationKind } from '../../domain/exportSettings.ts'
import type { OpenExport } from '../../state/workspaceStore.ts'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { QueueButton } from '../queue/queueButton.tsx'
import styles from './exportFooter.module.css'
import { ExportStatus } from './exportStatus.tsx'
import { useExportSettings } from './useExportSettings.ts'

/** How far the export is, and what can be done about it now. */
export function ExportFooter({ exporting }: { readonly exporting: OpenExport }) {
  const { actions, canPickFolder } = useApp()
  const nothing = useDocument((state) => state.session.tracks.length === 0)
  const { destination } = useExportSettings()
  const usual = canPickFolder ? 'folder' : 'downloads'
  const preferred = destination === 'folder' && !canPickFolder ? usual : (destination ?? usual)
  const [last, setLast] = useState<DestinationKind>(preferred)
  const variantOf = (kind: DestinationKind) => (kind === preferred ? 'primary' : 'plain')
  const footer = useRef<HTMLElement>(null)
  const { phase } = exporting

  useEffect(() => {
    // The button that was pressed has gone with the last phase; what can be pressed now takes the focus.
    if (phase !== 'settings') footer.current?.querySelector('button')?.focus()
  }, [phase])

  const start = (destination: DestinationKind): void => {
    setLast(destination)
    const { exportToFolder, exportToZip, exportToDownloads } = actions
    const starts = { folder: exportToFolder, zip: exportToZip, downloads: exportToDownloads }
    void starts[destination]()
  }
  const buttons = (): ReactNode => {
    switch (phase) {
      case 'settings':
        return (
          <>
            <Button
              variant={variantOf('downloads')}
              icon={<Download size={16} aria-hidden="true" />}
              disabled={nothing}
              onPress={() => start('downloads')}
            >
              Export as downloads
            </Button>
            <Button
              variant={variantOf('zip')}
              icon={<FileArchive size={16} aria-hidden="true" />}
              disabled={nothing}
              onPress={() => start('zip')}
            >
              Export as ZIP…
            </Button>
            {canPickFolder && (
              <Button
                variant={variantOf('folder')}
                icon={<FolderOpen size={16} aria-hidden="true" />}
                disabled={nothing}
                onPress={() => start('folder')}
              >
                Export to folder…
              </Button>
            )}
          </>
        )
      case 'running':
        return (
          <>
            <Button icon={<X size={16} aria-hidden="true" />} onPress={actions.cancelExport}>
              Cancel export
            </Button>
            <Button icon={<ChevronLeft size={16} aria-hidden="true" />} onPress={actions.closeExport}>
              Mix on while it runs
            </Button>
          </>
        )
      case 'failed':
        return (
          <Button
            variant="primary"
            icon={<RotateCw size={16} aria-hidden="true" />}
            onPress={() => start(last)}
          >
            Retry
          </Button>
        )
      case 'done':
        return (
          <>
            <Button icon={<ChevronLeft size={16} aria-hidden="true" />} onPress={actions.closeExport}>
              Back to the mix
            </Button>
            <Button icon={<RotateCw size={16} aria-hidden="true" />} onPress={actions.openExport}>
              Export again
            </Button>
          </>
        )
    }
  }
  return (
    <footer ref={footer} className={styles.footer}>
      <ExportStatus exporting={exporting} nothing={nothing} />
      {buttons()}
      <QueueButton />
    </footer>
  )
}
