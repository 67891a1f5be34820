import type { Finding } from '../../domain/checks.ts'

/** What a person can do about checks. Thresholds and waivers change by `do`, as all of a session does. */
export type CheckActions = {
  /** Looks at the mix as it is now: what an export would find. Does nothing while one is under way. */
  checkMix(): Promise<void>
  cancelCheck(): void
  /** The playhead to where a finding begins. */
  goToFinding(finding: Finding): Promise<void>
}
