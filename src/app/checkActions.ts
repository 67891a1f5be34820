import { errorText } from '../domain/errors.ts'
import type { CheckPort } from '../domain/exportPorts.ts'
import type { EnginePort, FileLike } from '../domain/ports.ts'
import { type MediaId, sessionLength } from '../domain/session.ts'
import type { SamplePosition } from '../domain/units.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'
import type { CheckActions } from '../ui/checks/checkActions.ts'
import { orderNow } from './orderNow.ts'

type CheckContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: Pick<EnginePort, 'seek'>
  readonly checker: CheckPort
  readonly files: ReadonlyMap<MediaId, FileLike>
}

export function checkActions({
  document,
  workspace,
  engine,
  checker,
  files,
}: CheckContext): Pick<CheckActions, 'checkMix' | 'cancelCheck' | 'goToFinding'> {
  let running: AbortController | null = null

  return {
    async checkMix() {
      if (running) return
      running = new AbortController()
      const { session } = document.getState()
      const { order, files: guide } = orderNow(session, workspace.getState().guide, { checks: true })
      workspace.setState({ checking: { phase: 'running', done: 0 } })
      try {
        const checked = await checker.check(
          { session, order },
          new Map([...files, ...guide]),
          (done) => workspace.setState({ checking: { phase: 'running', done } }),
          running.signal,
        )
        const compared = order.checks?.guide ?? null
        if (checked.ok)
          workspace.setState({ checking: { phase: 'done', report: checked.value, session, guide: compared } })
        else if (checked.error.code === 'cancelled') workspace.setState({ checking: { phase: 'none' } })
        else workspace.setState({ checking: { phase: 'failed', message: errorText(checked.error) } })
      } finally {
        running = null
      }
    },
    cancelCheck: () => running?.abort(),
    async goToFinding({ from }) {
      const end = sessionLength(document.getState().session)
      await engine.seek(Math.max(0, Math.min(from, end)) as SamplePosition)
    },
  }
}
