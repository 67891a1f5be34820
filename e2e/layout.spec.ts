import { expect, test } from './fixtures/test.ts'

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
]) {
  test.describe(`at ${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport })

    test('nothing of the mix lies outside the window or over another', async ({ page, app }) => {
      const overflow = () =>
        page.evaluate(() => {
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
          return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight }
        })
      expect((await overflow()).across).toBeLessThanOrEqual(0)
      await app.openDemo()
      await app.importsDone()
      expect(await overflow()).toEqual({ across: 0, down: 0 })

      await expect(app.exportButton).toBeInViewport({ ratio: 1 })
      // What is drawn counts for the timecode: its large digits, and not only its button.
      const boxes = await app.topBar.locator('button, input, [role=slider], dl').evaluateAll((elements) =>
        elements
          .map((element) => {
            const edges = [element, ...element.querySelectorAll('*')].map((each) =>
              each.getBoundingClientRect(),
            )
            return {
              name: element.getAttribute('aria-label') ?? element.textContent ?? element.tagName,
              cut:
                getComputedStyle(element).overflow !== 'visible' && element.scrollWidth > element.clientWidth,
              left: Math.min(...edges.filter(({ width }) => width > 0).map(({ left }) => left)),
              right: Math.max(...edges.map(({ right }) => right)),
              top: edges[0]?.top ?? 0,
              bottom: edges[0]?.bottom ?? 0,
            }
          })
          .filter(({ left, right }) => right > left),
      )
      expect(boxes.length).toBeGreaterThan(10)
      const overlapping = boxes.flatMap((a, index) =>
        boxes
          .slice(index + 1)
          .filter((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5)
          .filter((b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)
          .map((b) => `${a.name} and ${b.name}`),
      )
      expect(overlapping).toEqual([])
      expect(boxes.filter(({ left, right }) => left < 0 || right > viewport.width)).toEqual([])
      expect(boxes.filter(({ cut }) => cut).map(({ name }) => name)).toEqual([])

      await app.openExport()
      await expect(app.toDownloads).toBeInViewport({ ratio: 1 })
      await expect(app.exportName).toBeInViewport({ ratio: 1 })
      expect(await overflow()).toEqual({ across: 0, down: 0 })
    })
  })
}
