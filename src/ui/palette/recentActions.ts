const KEY = 'dubstage.recentActions'
const LIMIT = 8

let recent: readonly string[] | null = null

/** Ids of the actions that were last chosen in the palette of this browser, the last first. */
export function recentActions(): readonly string[] {
  recent ??= stored()
  return recent
}

export function rememberAction(id: string): void {
  recent = [id, ...recentActions().filter((each) => each !== id)].slice(0, LIMIT)
  try {
    localStorage.setItem(KEY, recent.join('\n'))
  } catch {
    // A browser told to keep nothing: they last as long as the page.
    return
  }
}

function stored(): readonly string[] {
  try {
    // What is no id of an action finds none, and orders nothing.
    return (localStorage.getItem(KEY) ?? '').split('\n').slice(0, LIMIT)
  } catch {
    return []
  }
}
