import { type AppError, errorText } from '../domain/errors.ts'
import { guideOf } from '../domain/guide.ts'
import type { FileLike, ImportPort, LibraryPort, PickedFile } from '../domain/ports.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { GuideState, Notice, WorkspaceStore } from '../state/workspaceStore.ts'
import type { CheckActions } from '../ui/checks/checkActions.ts'
import { pickFiles } from './pickers.ts'

type GuideContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly importer: ImportPort
  readonly library: LibraryPort
  /** Aborted when another session is opened. */
  readonly media: { readonly session: AbortSignal }
  notify(severity: Notice['severity'], text: string): void
}

/** What the sync of the mix is held against: chosen, read, and taken away again. */
export function guideActions({
  document,
  workspace,
  importer,
  library,
  media,
  notify,
}: GuideContext): Pick<CheckActions, 'setGuide' | 'pickGuide' | 'removeGuide'> {
  let reading: AbortController | null = null

  /** As it is once its headers are read, and all of it converted where it has to be. */
  async function read(file: FileLike, signal: AbortSignal): Promise<GuideState> {
    const failed = (error: AppError): GuideState => ({ phase: 'failed', message: errorText(error) })
    const { session } = document.getState()
    const { sampleRate } = session
    const probed = await importer.probe(file, sampleRate)
    if (!probed.ok) return failed(probed.error)
    if (probed.value.kind === 'conform' && probed.value.source.sampleRate !== sampleRate) {
      const { fileName, sampleRate: rate } = probed.value.source
      return failed({ code: 'guide/rate', file: fileName, sampleRate: rate, wanted: sampleRate })
    }
    const made =
      probed.value.kind === 'inPlace'
        ? { info: probed.value.info, file }
        : await importer.conform(
            file,
            probed.value.source,
            sampleRate,
            (done) => {
              if (!signal.aborted) workspace.setState({ guide: { phase: 'reading', name: file.name, done } })
            },
            signal,
          )
    if ('ok' in made && !made.ok) return failed(made.error)
    const ready = 'ok' in made ? made.value : made
    const id = `guide ${crypto.randomUUID()}`
    const guide = guideOf(id, ready.info, session)
    return guide.ok ? { phase: 'ready', id, ...ready } : failed(guide.error)
  }

  async function setGuide({ file, reference }: PickedFile): Promise<void> {
    reading?.abort()
    const mine = new AbortController()
    reading = mine
    const here = media.session
    workspace.setState({ guide: { phase: 'reading', name: file.name, done: 0 } })
    const guide = await read(file, mine.signal)
    if (mine.signal.aborted || here.aborted) return
    // Where that fails it is there as long as the page is.
    if (guide.phase === 'ready' && reference) await library.remember(guide.id, reference)
    if (!mine.signal.aborted && !here.aborted) workspace.setState({ guide })
  }

  return {
    setGuide,
    async pickGuide() {
      // The guide that there is stays.
      const [picked] = await pickFiles((error) => notify('error', errorText(error)), { multiple: false })
      if (picked) await setGuide(picked)
    },
    removeGuide() {
      reading?.abort()
      workspace.setState({ guide: { phase: 'none' } })
    },
  }
}
