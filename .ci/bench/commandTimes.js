// What the benchmark's commands are timed with: bundled, and run in a Node of its own by edits.mjs.
import { applyCommand } from '../../src/domain/commands.ts'
import { newHistory } from '../../src/domain/history.ts'
import { createDocumentStore } from '../../src/state/documentStore.ts'
import { filmEdits, filmSession } from '../../src/testing/filmSession.ts'

/** Milliseconds of each command, `rounds` times, all commands in turn: as mixed as in a day's work. */
export function timeCommands(rounds) {
  const edits = Object.entries(filmEdits(filmSession()))
  const times = Object.fromEntries(edits.map(([type]) => [type, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [type, { session, command }] of edits) {
      const started = performance.now()
      if (applyCommand(session, command) === session) throw new Error(`${type} changes nothing.`)
      times[type].push(performance.now() - started)
    }
  }
  return times
}

/** Bytes that each of so many steps on a film keeps, and milliseconds to walk back over all of them at once. */
export function walkHistory(steps) {
  const store = createDocumentStore(newHistory(filmSession()).session)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < steps; n++) {
    const clip = `${(n % 100) + 1}-${n % 50}`
    store.getState().dispatch({ type: 'clip/slip', clip, by: n % 2 === 0 ? 7 : -7 })
  }
  const kept = store.getState().past.length
  globalThis.gc?.()
  const bytes = (process.memoryUsage().heapUsed - before) / kept
  const started = performance.now()
  store.getState().goToStep(0)
  return { steps: kept, bytes, walk: performance.now() - started }
}
