/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur: number, tdur?: number, args: { name?: string } }} Event microseconds */

/** Frames that are looked at. */
const FRAMES = 120
/** What begins a frame in the trace. */
const MARK = 'bench frame'
/** What a frame is made of, by the names that Chromium traces it under. */
const PARTS = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  script: ['FunctionCall', 'FireAnimationFrame', 'EventDispatch', 'RunMicrotasks'],
  style: ['UpdateLayoutTree'],
  layout: ['Layout', 'HitTest'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'Commit'],
})

/**
 * Turns the wheel over the timeline at each frame and traces what the page's thread does. Its processor time is taken and
 * not the clock's: what other programs, and the painting of pixels in other threads, take on the way says nothing of it.
 * @param {Page} page
 * @param {{ deltaX?: number, deltaY?: number, ctrlKey?: boolean }} wheel
 * @returns {Promise<{ frames: number[], parts: Record<string, number> }>} milliseconds of each frame, and of its parts in
 *   the mean
 */
export async function frameWork(page, wheel) {
  const devtools = await page.context().newCDPSession(page)
  /** @type {Event[]} */
  const events = []
  devtools.on('Tracing.dataCollected', ({ value }) =>
    events.push(.../** @type {Event[]} */ (/** @type {unknown} */ (value))),
  )
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve))
  const includedCategories = [
    'toplevel',
    'blink.user_timing',
    'devtools.timeline',
    'disabled-by-default-devtools.timeline',
  ]
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } })
  await page.evaluate(turnWheel, { wheel, count: FRAMES, mark: MARK })
  await devtools.send('Tracing.end')
  await complete
  await devtools.detach()
  return perFrame(events)
}

/** @param {{ wheel: WheelEventInit, count: number, mark: string }} how */
async function turnWheel({ wheel, count, mark }) {
  const grid = document.querySelector('[role=treegrid]')
  if (!grid) throw new Error('There is no timeline.')
  const { left, top, width } = grid.getBoundingClientRect()
  for (let n = 0; n < count; n++) {
    await new Promise(requestAnimationFrame)
    performance.mark(mark)
    const back = Math.floor((4 * n) / count) % 2 === 1 ? -1 : 1
    grid.dispatchEvent(
      new WheelEvent('wheel', {
        ...wheel,
        deltaX: back * (wheel.deltaX ?? 0),
        deltaY: back * (wheel.deltaY ?? 0),
        clientX: left + width / 2,
        clientY: top + 20,
        bubbles: true,
        cancelable: true,
      }),
    )
  }
}

/** @param {Event[]} events */
function perFrame(events) {
  const marks = events.filter(({ name }) => name === MARK).toSorted((a, b) => a.ts - b.ts)
  const [fired] = marks
  const mine = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === fired?.pid && tid === fired.tid)
    .toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)
  const starts = marks.map(({ ts }) => ts)
  const frames = starts.slice(1).map(() => 0)
  /** @type {Record<string, number>} */
  const parts = Object.fromEntries(Object.keys(PARTS).map((part) => [part, 0]))
  /** @param {string} name */
  const partOf = (name) => Object.keys(PARTS).find((part) => PARTS[part]?.includes(name))
  /** @type {{ end: number, part: string | undefined }[]} */
  const open = []
  let frame = -1
  for (const { name, ts, dur, tdur } of mine) {
    while ((starts[frame + 1] ?? Number.POSITIVE_INFINITY) <= ts) frame++
    if (frame < 0 || frame >= frames.length) continue
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= ts) open.pop()
    const time = (tdur ?? dur) / 1000
    const part = partOf(name)
    if (open.length === 0) frames[frame] = (frames[frame] ?? 0) + time
    // What is inside something else is that part's, and not the other's.
    const around = open.findLast((each) => each.part !== undefined)?.part
    if (part !== undefined) parts[part] = (parts[part] ?? 0) + time
    if (part !== undefined && around !== undefined) parts[around] = (parts[around] ?? 0) - time
    open.push({ end: ts + dur, part })
  }
  for (const part of Object.keys(parts)) parts[part] = (parts[part] ?? 0) / frames.length
  return { frames, parts }
}
