import type { Finding } from '../../domain/checks.ts'
import type { PickedFile } from '../../domain/ports.ts'

/** What a person can do about checks. Thresholds and waivers change by `do`, as all of a session does. */
export type CheckActions = {
  /** Looks at the mix as it is now: what an export would find. Does nothing while one is under way. */
  checkMix(): Promise<void>
  cancelCheck(): void
  /** Holds the sync of the mix against a file, and says why where it cannot be. */
  setGuide(picked: PickedFile): Promise<void>
  /** With the browser's picker; only where `canPickFiles`. */
  pickGuide(): Promise<void>
  /** Takes it away, also while it is read. */
  removeGuide(): void
  /** The playhead to where a finding begins. */
  goToFinding(finding: Finding): Promise<void>
}
