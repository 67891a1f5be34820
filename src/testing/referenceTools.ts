import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs a reference program (ffmpeg, sox …) and gives its standard output. Throws with its complaint when it fails. */
export const runTool = (program: string, args: readonly string[]): Buffer =>
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 })

export const ffmpeg = (...args: readonly string[]): Buffer =>
  runTool('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args])

/** The first audio stream as ffprobe has it. */
export function ffprobeAudio(file: string): Readonly<Record<string, string | number>> {
  const args = ['-v', 'error', '-select_streams', 'a:0', '-show_streams', '-of', 'json', file]
  return JSON.parse(runTool('ffprobe', args).toString()).streams[0]
}

/** A new empty directory, removed with all that is in it by `remove`. */
export function temporaryDirectory(): {
  readonly file: (name: string) => string
  readonly remove: () => void
} {
  const path = mkdtempSync(join(tmpdir(), 'dubstage-'))
  return {
    file: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
