/** A Core Audio `AudioChannelLayout` as files hold it, in big-endian order: `labels` makes a description of each. */
export function layoutBytes({
  tag,
  bitmap = 0,
  labels = [],
}: {
  readonly tag: number
  readonly bitmap?: number
  readonly labels?: readonly number[]
}): Uint8Array {
  const view = new DataView(new ArrayBuffer(12 + 20 * labels.length))
  view.setUint32(0, tag)
  view.setUint32(4, bitmap)
  view.setUint32(8, labels.length)
  labels.forEach((label, i) => {
    view.setUint32(12 + 20 * i, label)
  })
  return new Uint8Array(view.buffer)
}
