import type { Database } from './database.ts'

/**
 * Asks the browser not to clear this site's storage when the disk fills up: once in its lifetime, for some browsers ask
 * the user. Without a yes the copies are kept all the same, as long as there is room.
 */
export async function askToPersist(database: Database): Promise<void> {
  const asked = await database.run('the settings', (open) => open.get('asked', 'persist'))
  if (!asked.ok || asked.value !== undefined || (await navigator.storage.persisted())) return
  await database.run('the settings', (open) => open.put('asked', false, 'persist'))
  const answer = await navigator.storage.persist()
  await database.run('the settings', (open) => open.put('asked', answer, 'persist'))
}
