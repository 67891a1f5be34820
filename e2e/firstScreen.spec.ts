import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures/test.ts'

/** Most script, in bytes after gzip, that the first screen may load. */
const SCRIPT_LIMIT = 300_000

test('the page is isolated, and its policy has no inline script and no other origin', async ({
  page,
  complaints,
}) => {
  const response = await page.goto('/')
  const headers = response?.headers() ?? {}
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'x-content-type-options': 'nosniff',
  })
  const policy = new Map(
    (headers['content-security-policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
  expect(policy.get('default-src')).toEqual(["'self'"])
  expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"])
  expect(policy.get('object-src')).toEqual(["'none'"])
  const allowed = new Set([...policy.values()].flat())
  expect(
    [...allowed].filter((source) => !/^('self'|'none'|'wasm-unsafe-eval'|data:|blob:)$/.test(source)),
  ).toEqual([])
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)

  await test.step('an inline script does not run', async () => {
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "hacked"'
      document.body.append(script)
      return document.title
    })
    expect(ran).toBe('Dubstage')
    expect(complaints.splice(0)).toEqual([expect.stringContaining('Executing inline script violates')])
  })
})

test('the first screen loads little script', async ({ page }) => {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    const isScript = /\bjavascript\b/.test(response.headers()['content-type'] ?? '')
    if (isScript) sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  const bytes = (await Promise.all(sizes)).reduce((total, length) => total + length, 0)
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(SCRIPT_LIMIT)
})
