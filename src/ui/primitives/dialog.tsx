import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './classNames.ts'
import styles from './dialog.module.css'
import { IconButton } from './iconButton.tsx'
import { useModalDialog } from './useModalDialog.ts'

type DialogProps = {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean
  /** As large as the window allows, whatever is in it. */
  readonly full?: boolean
}

/** A modal dialog. Escape asks to close it; the element that had the focus gets it back. */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null
}

function OpenDialog({ title, onClose, children, footer, wide, full }: DialogProps) {
  const dialog = useModalDialog()
  const titleId = useId()

  return (
    <dialog
      ref={dialog}
      className={classNames(styles.dialog, wide && styles.wide, full && styles.full)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The browser would close it behind React's back.
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <IconButton icon={<X />} label={`Close ${title}`} onPress={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long dialog has to be scrolled from the keyboard */}
      <section className={styles.content} tabIndex={0} aria-labelledby={titleId}>
        {children}
      </section>
      {footer && <footer>{footer}</footer>}
    </dialog>
  )
}
