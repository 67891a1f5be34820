import { type AppError, errorText } from '../domain/errors.ts'
import { fileOf } from '../domain/media.ts'
import type { MediaState } from '../domain/ports.ts'
import { soundName } from '../domain/soundName.ts'
import { noticeOffer } from './noticeOffer.ts'
import { COPIED, converted, type MediaContext, type SessionMedia } from './sessionMedia.ts'

/** Whether a file is to be copied into the browser's storage: all that can be, or what would be gone with the page. */
function isCollected(state: MediaState | undefined, which: 'unkept' | 'all'): boolean {
  if (state?.kind !== 'ready') return false
  if (which === 'unkept') return state.kept === 'page'
  const kept = state.original ?? state.kept
  return kept === 'reference' || kept === 'page'
}

/** Keeping copies of the files of a session; of conformed ones, whose sound is kept anyway, of the originals. */
export function collectActions(context: MediaContext & { readonly media: SessionMedia }) {
  const { document, workspace, library, media, notify } = context
  let collecting: AbortController | null = null

  const fail = (error: AppError): void => {
    if (error.code !== 'cancelled') notify('error', errorText(error), noticeOffer(error))
  }

  return {
    async collect(which: 'unkept' | 'all'): Promise<void> {
      if (collecting) return
      const here = media.session
      const controller = new AbortController()
      collecting = controller
      here.addEventListener('abort', () => controller.abort(), { once: true })
      const chosen = Object.entries(document.getState().session.media).filter(([id]) =>
        isCollected(media.state(id), which),
      )
      const first = new Map(chosen.toReversed().map(([id, info]) => [fileOf(id, info), id]))
      // The audio tracks of one file are copied with the first of them.
      const size = ([id, info]: (typeof chosen)[number]): number => {
        if (first.get(fileOf(id, info)) !== id) return 0
        return (info.conform ? info.bytes : media.files.get(id)?.size) ?? 0
      }
      const bytes = chosen.reduce((sum, one) => sum + size(one), 0)
      let before = 0
      workspace.setState({ collecting: { bytes, bytesDone: 0, startedAt: performance.now() } })
      try {
        for (const one of chosen) {
          const [id, info] = one
          const file = info.conform ? await media.original(id, info) : media.files.get(id)
          if (controller.signal.aborted) continue
          if (!file) {
            fail({ code: 'media/missing', file: soundName(info) })
            continue
          }
          const copied = await library.collect(
            id,
            info,
            file,
            (done) =>
              workspace.setState(({ collecting: now }) => ({
                collecting: now && { ...now, bytesDone: before + Math.min(done, size(one)) },
              })),
            controller.signal,
          )
          before += size(one)
          if (here.aborted) return
          if (!copied.ok) fail(copied.error)
          else if (!info.conform) media.set(id, COPIED, copied.value)
          else {
            media.keepOriginal(id, copied.value)
            media.set(id, converted('copy'), media.files.get(id) ?? null)
          }
          if (!copied.ok && copied.error.code === 'storage/full') break
        }
      } finally {
        collecting = null
        workspace.setState({ collecting: null, storage: await library.space() })
      }
    },
    cancelCollect: (): void => collecting?.abort(),
  }
}
