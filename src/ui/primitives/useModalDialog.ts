import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Opens the <dialog> it is given to as a modal one for as long as its component is there; the first field of a form in it has
 * the focus. A layout effect, and of the
 * component that owns the element: it has to close before the element leaves the page, or the browser does not give the
 * focus back.
 */
export function useModalDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Who is asked for something answers at once.
    const asked = element?.querySelector<HTMLInputElement>('form input')
    asked?.focus()
    asked?.select()
    return () => element?.close()
  }, [])
  return dialog
}
