import type { AppError } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import type { Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { writeZip } from '../media/zip/writeZip.ts'
import type { DeliveryTarget } from './exportTarget.ts'
import { openPackageSink } from './packageTarget.ts'

/**
 * Puts the finished files of an export into one archive. They stay in storage, whatever comes of it: an archive that finds no
 * room is no reason to mix again. A picked file stays too, empty, for another try to be written to. The files of a pass grow
 * side by side, and in an archive they lie one after the other: they cannot be written there at once.
 */
export async function writeArchive(
  { archive, name }: DeliveryTarget & { kind: 'zip' },
  files: readonly File[],
  signal: CancelSignal,
): Promise<Result<File, AppError>> {
  const sink = await openPackageSink(archive, name)
  if (!sink.ok) return sink
  const items = files.map((file) => ({ name: file.name, source: fileByteSource(file) }))
  const written = await writeZip(items, sink.value, () => undefined, signal)
  const published = written.ok ? await sink.value.publish() : written
  if (!published.ok)
    await (published.error.code === 'cancelled' ? sink.value.discard() : sink.value.release())
  return published
}
