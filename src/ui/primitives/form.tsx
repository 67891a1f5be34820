import type { ReactNode } from 'react'

type FormProps = {
  readonly className?: string | undefined
  /** Enter in a field: after what it holds was committed. */
  readonly onEnter: () => void
  readonly children: ReactNode
}

/** What a dialog asks for: its first field has the focus when it opens, and Enter gives the answer. */
export const Form = ({ className, onEnter, children }: FormProps) => (
  <form
    className={className}
    onSubmit={(event) => {
      event.preventDefault()
      onEnter()
    }}
  >
    {children}
    {/* Without one, Enter in a form of several fields does nothing. */}
    <button type="submit" hidden />
  </form>
)
