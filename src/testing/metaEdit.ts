import { spawnSync } from 'node:child_process'
import { runTool } from './referenceTools.ts'

/** BWF MetaEdit is in no Debian. Where somebody has installed it, it judges every WAV file that the tests have written. */
export const META_EDIT_IS_HERE = spawnSync('bwfmetaedit', ['--version']).error === undefined

/** What BWF MetaEdit says against a WAV file: nothing about a good one, nor where it is not installed. */
export const metaEditSays = (path: string): string =>
  META_EDIT_IS_HERE
    ? runTool('sh', ['-c', 'bwfmetaedit --out-tech=/dev/null "$0" 2>&1 || true', path]).toString()
    : ''

/** The fields of the `bext` chunk by BWF MetaEdit's names, as they stand in its XML. */
export function metaEditFields(path: string): Readonly<Record<string, string>> {
  const xml = runTool('bwfmetaedit', ['--out-core-xml=-', path]).toString()
  return Object.fromEntries(
    Array.from(xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g), ([, name = '', value = '']) => [name, value]),
  )
}
