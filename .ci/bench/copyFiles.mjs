// The floor under the command line: node copyFiles.mjs FOLDER COUNT A.wav B.wav C.wav …
// Reads all files side by side and writes the bytes of the first COUNT into the folder. One portion is read ahead, and one
// write is under way for each file, as in the mixer.
import { open, stat } from 'node:fs/promises'
import { readBytes, WRITE_BYTES } from './chunks.mjs'

const [folder = '', count = '', ...paths] = process.argv.slice(2)
const inputs = await Promise.all(paths.map((path) => open(path, 'r')))
const outputs = await Promise.all(
  paths.slice(0, Number(count)).map((_, index) => open(`${folder}/${index}`, 'w')),
)
const { size } = await stat(paths[0] ?? '')

const portion = readBytes(paths.length)

/** Two sets of memory, taken in turns. */
const memory = [0, 1].map(() => inputs.map(() => Buffer.allocUnsafe(portion)))

/** @param {number} at */
const readAll = (at) =>
  Promise.all(
    inputs.map(async (input, index) => {
      const into = memory[(at / portion) % 2]?.[index] ?? Buffer.of()
      const { bytesRead } = await input.read(into, 0, portion, at)
      return into.subarray(0, bytesRead)
    }),
  )

/**
 * @param {import('node:fs/promises').FileHandle} output
 * @param {Buffer} bytes
 */
async function writeAll(output, bytes) {
  for (let at = 0; at < bytes.length; at += WRITE_BYTES)
    await output.write(bytes, at, Math.min(WRITE_BYTES, bytes.length - at))
}

let next = readAll(0)
for (let at = 0; at < size; at += portion) {
  const portions = await next
  const writing = outputs.map((output, index) => writeAll(output, portions[index] ?? Buffer.of()))
  if (at + portion < size) next = readAll(at + portion)
  await Promise.all(writing)
}
await Promise.all([...inputs, ...outputs].map((file) => file.close()))
