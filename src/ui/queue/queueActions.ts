/** What the queue of exports can be asked for. */
export type QueueActions = {
  setQueueOpen(open: boolean): void
  /** Holds the one that runs, and with it the queue. */
  pauseExport(id: string): void
  /**
   * Lets a paused one go on. One that was interrupted or failed waits for its turn again, and goes on where it was if that
   * can be: asks for files and folders, so only within a click or a key press.
   */
  continueExport(id: string): Promise<void>
  /** Out of the queue, whatever its state; nothing is kept of what is not finished. */
  removeExport(id: string): Promise<void>
  /** Shows one on the export screen: how far it is, or its report. */
  showExport(id: string): void
  /** Whether the system tells of finished exports; asks for leave, so only within a click. */
  setExportNews(on: boolean): Promise<void>
}
