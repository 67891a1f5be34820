import { expect, it } from 'vitest'
import { queueItem } from '../domain/exportQueue.ts'
import type { MediaState } from '../domain/ports.ts'
import { emptySession } from '../domain/session.ts'
import { createWorkspaceStore, type WorkspaceState } from '../state/workspaceStore.ts'
import { onThisPageOnly, underWay } from './underWay.ts'

const idle = createWorkspaceStore().getState()
const queued = queueItem(
  {
    id: '1',
    addedAt: 0,
    session: emptySession(),
    order: { name: 'Reel', format: 'wav24' },
    destination: { kind: 'downloads' },
    where: 'Downloads',
  },
  { phase: 'waiting' },
)
const item = { id: '1', media: '1', fileName: 'a.wav', progress: 0 } as const

it.each<[Partial<WorkspaceState>, string | null]>([
  [{}, null],
  [{ saving: 'saving' }, null],
  [{ saving: 'failed' }, 'The session could not be saved in this browser.'],
  [{ exports: [{ ...queued, state: { phase: 'waiting' } }] }, null],
  [{ exports: [{ ...queued, state: { phase: 'running', progress: null } }] }, 'An export is running.'],
  [{ exports: [{ ...queued, state: { phase: 'paused', progress: null } }] }, 'An export is running.'],
  [{ imports: [{ ...item, phase: 'waveform' }] }, null],
  [{ imports: [{ ...item, phase: 'reading' }] }, 'Files are being added.'],
  [{ imports: [{ ...item, phase: 'checking' }] }, 'Files are being added.'],
  [{ collecting: { bytes: 1, bytesDone: 0, startedAt: 0 } }, 'Files are being copied into the browser.'],
  [{ packing: { phase: 'looking' } }, 'A package is being saved.'],
  [{ handingOver: 1 }, 'Finished files are still on their way to the downloads.'],
])('%o: %s', (change, what) => {
  expect(underWay({ ...idle, ...change })).toBe(what)
})

it('names files that would be gone with the page, of an open session', () => {
  const states = (...all: readonly MediaState[]) => new Map(all.map((state, index) => [`${index}`, state]))
  const mediaStates = states({ kind: 'ready', kept: 'copy' }, { kind: 'ready', kept: 'page' })
  expect(onThisPageOnly({ opened: true, mediaStates })).toContain('on this page only')
  expect(onThisPageOnly({ opened: false, mediaStates })).toBeNull()
  expect(
    onThisPageOnly({ opened: true, mediaStates: states({ kind: 'ready', kept: 'reference' }) }),
  ).toBeNull()
})
