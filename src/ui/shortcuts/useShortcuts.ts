import { useEffect } from 'react'
import { useApp } from '../appContext.ts'
import { useStripMoves } from '../console/useStripMoves.ts'
import { keepingFocus } from '../timeline/focusClips.ts'
import { type KeyPlace, type ShortcutId, shortcutFor } from './keyMap.ts'
import { SHORTCUT_COMMANDS } from './shortcutCommands.ts'
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

/** Listens to the whole page's keyboard. Nothing acts while a dialog or the delivery view is open. */
export function useShortcuts({ onTypeTimecode }: { readonly onTypeTimecode: () => void }): void {
  const app = useApp()
  const moves = useStripMoves()
  const singleKeys = useSingleKeys()

  useEffect(() => {
    // After a click the focus stays on the button: Space then should still play, and not press it again.
    let clicked: EventTarget | null = null
    let handledSpace = false

    const run = (id: ShortcutId): void => {
      const { selected, selectedClips } = app.workspace.getState()
      if (id === 'timecode') onTypeTimecode()
      else if (id === 'previousStrip') moves.by(-1)
      else if (id === 'nextStrip') moves.by(1)
      else if (id === 'removeTrack') {
        if (selectedClips.size > 0) app.actions.removeClips(false)
        else if (selected?.kind === 'track') moves.remove(selected.id)
      } else SHORTCUT_COMMANDS[id](app)
    }

    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.defaultPrevented || !(target instanceof Element)) return
      const { opened, exporting } = app.workspace.getState()
      if (document.querySelector('dialog[open]') || exporting.phase !== 'closed') return
      const press = {
        key: event.key,
        shift: event.shiftKey,
        command: event.ctrlKey || event.metaKey,
        alt: event.altKey,
      }
      const id = shortcutFor(press, placeOf(target), singleKeys)
      // Text that is marked on the page is what copying means while no clip is selected.
      if ((id === 'copyClips' || id === 'cutClips') && app.workspace.getState().selectedClips.size === 0)
        return
      if (!id || (!opened && id !== 'shortcuts')) return
      if (event.key === ' ' && target.closest(PRESSABLE) && target !== clicked) return
      handledSpace = event.key === ' '
      event.preventDefault()
      keepingFocus(app, () => run(id))
    }
    const onKeyUp = (event: KeyboardEvent): void => {
      // Firefox presses a button when the Space bar is let go.
      if (event.key === ' ' && handledSpace) event.preventDefault()
      handledSpace = false
    }
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
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('keyup', onKeyUp)
      document.removeEventListener('pointerdown', onPointerDown)
      document.removeEventListener('focusin', onFocusIn)
    }
  }, [app, moves, onTypeTimecode, singleKeys])
}
