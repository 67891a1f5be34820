import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArguments } from '../app/cli/arguments.ts'
import { bounce } from '../app/cli/bounce.ts'
import { PROJECT_ROOT } from './kernelModule.ts'
import { noise } from './signals.ts'
import { wavFixture } from './wavFixture.ts'

export const KERNEL_PATH = `${PROJECT_ROOT}.build/kernel.wasm`

/** Stems of noise as files, one seed each, and how the command line is told of them. */
export function stemArguments(
  file: (name: string) => string,
  stems: readonly string[],
  length: number,
): readonly string[] {
  return stems.flatMap((stem, n) => {
    const path = file(`${stem}.wav`)
    const samples = [noise(length, 2 * n + 1, 0.2), noise(length, 2 * n + 2, 0.2)]
    writeFileSync(path, wavFixture({ samples, encoding: 's24' }))
    return [`--${stem}`, path]
  })
}

/** Runs an export into a new folder; throws when it fails. */
export async function exportPackage(out: string, argv: readonly string[]): Promise<void> {
  const parsed = parseArguments([...argv, '--out', out])
  if (!parsed.ok || 'package' in parsed.value) throw new Error(`not an export: ${JSON.stringify(parsed)}`)
  mkdirSync(out, { recursive: true })
  const made = await bounce(parsed.value, {
    kernelPath: KERNEL_PATH,
    version: 'test',
    signal: new AbortController().signal,
  })
  if (!made.ok) throw new Error(`the export failed: ${JSON.stringify(made.error)}`)
}

/** The files of a folder, to be put back as they were. */
export function keepFolder(folder: string): () => void {
  const kept = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`)] as const)
  return () => {
    for (const [name, bytes] of kept) writeFileSync(`${folder}/${name}`, bytes)
  }
}
