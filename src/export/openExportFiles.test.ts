import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { planDelivery } from '../domain/deliveryPlan.ts'
import { err, ok } from '../lib/result.ts'
import { jobState } from '../testing/jobStateFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { type Checkpoint, encodeCheckpoint } from './checkpoint.ts'
import type { ExportTarget } from './exportTarget.ts'
import { type FileOpener, openExportFiles } from './openExportFiles.ts'

const session = sessionFixture([{ stem: 'music' }])
const plan = planDelivery(session, { name: 'Reel', format: 'wav24' })
if (!plan.ok) throw new Error(plan.error.code)
const planned = plan.value
const names = [{ name: 'Reel_composite.wav', patched: false }]
const staged = {
  kind: 'staged',
  folder: 'id',
  handle: {} as FileSystemDirectoryHandle,
  replaces: [],
} as const
const checkpoint: Checkpoint = {
  serial: 4,
  job: 'job',
  part: 0.9,
  state: jobState(90, { samples: [90], kernel: Uint8Array.of(1, 2, 3) }),
  files: [{ bytes: 1000, hash: Uint8Array.of(4, 5) }],
}

let kept: Uint8Array<ArrayBuffer> | null = null
let removed: string[] = []
/** Storage that has no room for the export a second time: what there is, is this export's. */
beforeEach(async () => {
  kept = await encodeCheckpoint(checkpoint)
  removed = []
  const folder = {
    getDirectoryHandle: async () => folder,
    async getFileHandle(name: string) {
      const bytes = name === '.checkpoint-0' ? kept : null
      if (!bytes) throw new DOMException('none', 'NotFoundError')
      return { getFile: async () => new File([bytes], name) }
    },
    async removeEntry(name: string) {
      removed.push(name)
      kept = null
    },
  }
  const estimate = async () => ({ quota: 30_000_000_000, usage: kept ? 29_999_000_000 : 0 })
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder, estimate } })
})
afterEach(() => vi.unstubAllGlobals())

/** Opens them with a writer that finds the files of a checkpoint as they were, or not; what was opened at last. */
async function open(resume: boolean, job = 'job', holds = true) {
  const targets: ExportTarget[] = []
  const writer: FileOpener = {
    async open(_module, target, _files, from) {
      targets.push(target)
      if (from && !holds) return err({ code: 'export/write', file: 'Reel_composite.wav', detail: 'changed' })
      return ok(undefined)
    },
  }
  const request = { id: 'id', resume, module: {} as WebAssembly.Module, session }
  const opened = await openExportFiles(writer, request, { job, planned, names }, staged)
  return { opened, kind: targets.at(-1)?.kind }
}

it('goes on where it was, whether or not there is room for all of it again', async () => {
  expect(await open(true)).toEqual({ opened: ok(checkpoint), kind: 'staged' })
  expect(removed).toEqual([])
})

it.each([
  ['it is not to go on', false, 'job', true],
  ['another program, or another order, made it', true, 'other', true],
  ['its files are not as they were', true, 'job', false],
])('begins anew when %s, in the room that it leaves', async (_, resume, job, holds) => {
  expect(await open(resume, job, holds)).toEqual({ opened: ok(null), kind: 'staged' })
  expect(removed).toEqual(['id'])
})

it('writes straight into the folder where storage has no room', async () => {
  vi.stubGlobal('navigator', {
    storage: { ...navigator.storage, estimate: async () => ({ quota: 1000, usage: 0 }) },
  })
  expect((await open(false)).kind).toBe('folder')
})
