import { Download } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { errorText } from '../../domain/errors.ts'
import { useApp } from '../appContext.ts'
import { type Gathered, leftOutText } from './droppedFiles.ts'
import { droppedItems } from './droppedItems.ts'
import styles from './dropTarget.module.css'

/** Takes files dropped anywhere on the page it is around, and says so while they are held over it. */
export function DropTarget({ children }: { readonly children?: ReactNode }) {
  const { actions, workspace } = useApp()
  const [over, setOver] = useState(false)
  const onDrop = useEffectEvent(async (dropped: Promise<Gathered>) => {
    const { files, leftOut, refused } = await dropped
    const say = (severity: 'info' | 'error', text: string): void =>
      workspace.setState(({ notices }) => ({
        notices: [...notices, { id: crypto.randomUUID(), severity, text }],
      }))
    for (const error of refused) say('error', errorText(error))
    const text = leftOutText(leftOut)
    if (text) say('info', text)
    // Also behind the export view: a running export works on the session as it was.
    if (files.length > 0) await actions.importFiles(files)
  })

  useEffect(() => {
    const hold = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // Without this the browser leaves the page for the file.
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(false)
      void onDrop(droppedItems(event.dataTransfer))
    }
    window.addEventListener('dragenter', hold)
    window.addEventListener('dragover', hold)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', hold)
      window.removeEventListener('dragover', hold)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])

  return (
    <>
      {children}
      {over && (
        <div className={styles.dropTarget}>
          <div>
            <Download size={28} aria-hidden="true" />
            <b>Drop to add as tracks</b>
            <p>DX, FX, FILL or MX in a name puts the file in that stem. Folders are looked through.</p>
          </div>
        </div>
      )}
    </>
  )
}
