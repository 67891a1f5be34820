import type { JudgedFinding } from '../../domain/checks.ts'

/** What a person can do about checks. Thresholds and reasons change by `do`, as all of a session does. */
export type CheckActions = {
  /** Looks at the mix as it is now: what an export would find. Does nothing while one is under way. */
  checkMix(): Promise<void>
  cancelCheck(): void
  /** Lets a finding pass; it stays in the list, with its reason. */
  waive(finding: JudgedFinding, reason: string): void
  unwaive(finding: JudgedFinding): void
  /** The playhead to where a finding begins. */
  goToFinding(finding: JudgedFinding): Promise<void>
}
