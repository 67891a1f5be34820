// The floor under the browser's export, as a Worker: reads Files by slices and writes the bytes of the first so many
// into origin-private storage by synchronous handles, as the mixer does.

/** @param {{ files: File[], count: number, readBytes: number, writeBytes: number }} order */
async function copy({ files, count, readBytes, writeBytes }) {
  const root = await navigator.storage.getDirectory()
  const outputs = []
  for (let n = 1; n <= count; n++) {
    const handle = await root.getFileHandle(`floor-${n}`, { create: true })
    outputs.push(await handle.createSyncAccessHandle())
  }
  const { size } = files[0]
  const readAll = (at) => Promise.all(files.map((file) => file.slice(at, at + readBytes).arrayBuffer()))
  let next = readAll(0)
  for (let at = 0; at < size; at += readBytes) {
    const portions = await next
    if (at + readBytes < size) next = readAll(at + readBytes)
    outputs.forEach((output, index) => {
      const bytes = new Uint8Array(portions[index])
      for (let done = 0; done < bytes.length; done += writeBytes) {
        const chunk = bytes.subarray(done, done + writeBytes)
        if (output.write(chunk, { at: at + done }) !== chunk.length) throw new Error('The quota is full.')
      }
    })
  }
  for (const output of outputs) output.close()
}

self.onmessage = ({ data }) =>
  copy(data).then(
    () => self.postMessage(''),
    (error) => self.postMessage(String(error)),
  )
