// The floor under the command line: node copyFiles.mjs FOLDER A.wav B.wav C.wav
// Reads all files side by side and writes the bytes of the first two into the folder. One portion is read ahead, and one
// write is under way for each file, as in the mixer.
import { open, stat } from 'node:fs/promises'
import { READ_BYTES, WRITE_BYTES } from './chunks.mjs'

const [folder = '', ...paths] = process.argv.slice(2)
const inputs = await Promise.all(paths.map((path) => open(path, 'r')))
const outputs = await Promise.all(['1', '2'].map((name) => open(`${folder}/${name}`, 'w')))
const { size } = await stat(paths[0] ?? '')

/** Two sets of memory, taken in turns. */
const memory = [0, 1].map(() => inputs.map(() => Buffer.allocUnsafe(READ_BYTES)))

/** @param {number} at */
const readAll = (at) =>
  Promise.all(
    inputs.map(async (input, index) => {
      const into = memory[(at / READ_BYTES) % 2]?.[index] ?? Buffer.of()
      const { bytesRead } = await input.read(into, 0, READ_BYTES, at)
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
for (let at = 0; at < size; at += READ_BYTES) {
  const portions = await next
  const writing = outputs.map((output, index) => writeAll(output, portions[index] ?? Buffer.of()))
  if (at + READ_BYTES < size) next = readAll(at + READ_BYTES)
  await Promise.all(writing)
}
await Promise.all([...inputs, ...outputs].map((file) => file.close()))
