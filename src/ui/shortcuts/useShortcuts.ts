import { useEffect } from 'react'
import { useApp } from '../appContext.ts'
import { keepingFocus } from '../timeline/focusClips.ts'
import type { KeyPlace, UserAction } from '../userActions/userAction.ts'
import { keyPress } from './keyName.ts'
import { currentKeys } from './keySettings.ts'
import { shortcutFor } from './shortcutFor.ts'
import { useSingleKeys } from './singleKeys.ts'

const TEXT = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]'
const CONTROL =
  'button, a[href], input, summary, [role=slider], [role=radio], [role=gridcell], [role=option], [role=row], [role=treegrid]'
/** What the Space bar itself presses. */
const PRESSABLE = 'button, a[href], input, summary'

function placeOf(target: Element): KeyPlace {
  if (target.closest(TEXT)) return 'text'
  return target.closest(CONTROL) ? 'control' : 'page'
}

/** Listens to the whole page's keyboard. Nothing acts while a menu, a dialog or the delivery view is open. */
export function useShortcuts(): void {
  const app = useApp()
  const singleKeys = useSingleKeys()

  useEffect(() => {
    // After a click the focus stays on the button: Space then should still play, and not press it again.
    let clicked: EventTarget | null = null
    let handledSpace = false
    // Actions by the keys that are held down, as the keyboard names its places.
    const held = new Map<string, UserAction>()

    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.defaultPrevented || !(target instanceof Element)) return
      if (document.querySelector('dialog[open]') || app.workspace.getState().exporting.phase !== 'closed')
        return
      const action = shortcutFor(keyPress(event), placeOf(target), currentKeys().bindings, singleKeys)
      if (!action || (!action.anywhere && !app.workspace.getState().opened)) return
      if (action.yields && action.unavailable?.(app)) return
      if (event.key === ' ' && target.closest(PRESSABLE) && target !== clicked) return
      handledSpace = event.key === ' '
      event.preventDefault()
      held.set(event.code, action)
      const press = { held: new Set([...held.values()].map(({ id }) => id)), repeated: event.repeat }
      keepingFocus(app, () => action.run(app, press))
    }
    const onKeyUp = (event: KeyboardEvent): void => {
      held.delete(event.code)
      // Firefox presses a button when the Space bar is let go.
      if (event.key === ' ' && handledSpace) event.preventDefault()
      handledSpace = false
    }
    // A key that is let go elsewhere is not told of.
    const onBlur = (): void => held.clear()
    const onPointerDown = (event: PointerEvent): void => {
      clicked = event.target instanceof Element ? event.target.closest(PRESSABLE) : null
    }
    const onFocusIn = (event: FocusEvent): void => {
      if (event.target !== clicked) clicked = null
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('keyup', onKeyUp)
    document.addEventListener('pointerdown', onPointerDown)
    document.addEventListener('focusin', onFocusIn)
    window.addEventListener('blur', onBlur)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('keyup', onKeyUp)
      document.removeEventListener('pointerdown', onPointerDown)
      document.removeEventListener('focusin', onFocusIn)
      window.removeEventListener('blur', onBlur)
    }
  }, [app, singleKeys])
}
