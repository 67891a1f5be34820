import { expect, it } from 'vitest'
import { whileStill } from './stillWorkspace.ts'
import { createWorkspaceStore } from './workspaceStore.ts'

it('tells of every change but of moves of the view, as long as somebody listens', () => {
  const workspace = createWorkspaceStore()
  let told = 0
  const stop = whileStill(workspace)(() => {
    told += 1
  })
  const also = whileStill(workspace)(() => {
    told += 10
  })
  workspace.setState({ view: { start: 1, samplesPerPixel: 2 } })
  expect(told).toBe(0)
  workspace.setState({ view: null, followHeld: true })
  expect(told).toBe(11)
  also()
  workspace.setState({ loopOn: true })
  expect(told).toBe(12)
  workspace.setState({ loopOn: true })
  stop()
  workspace.setState({ loopOn: false })
  expect(told).toBe(12)
})
