import type { ShownKey } from '../primitives/shownKey.ts'
import type { ActionId } from '../userActions/registry.ts'
import { isSingleKey } from './keyName.ts'
import { useKeySettings } from './keySettings.ts'
import { ariaKey, keyText } from './keyText.ts'
import { useSingleKeys } from './singleKeys.ts'

const NONE: ShownKey = { aria: '', text: '', hint: '' }

/** The keys that actions have now, for what does the same. */
export function useKeys(): (id: ActionId) => ShownKey {
  const { bindings } = useKeySettings()
  const single = useSingleKeys()
  return (id) => {
    const key = (bindings.get(id) ?? []).find((each) => single || !isSingleKey(each))
    if (key === undefined) return NONE
    return { aria: ariaKey(key), text: keyText(key), hint: ` (${keyText(key)})` }
  }
}

export const useKey = (id: ActionId): ShownKey => useKeys()(id)
