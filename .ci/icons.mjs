// Draws public/icon-*.png from public/icon.svg, for systems that take no SVG. Run it when the drawing changes.
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.mjs'
import { root } from './install.mjs'

const drawing = readFileSync(`${root}public/icon.svg`, 'utf8')
const executablePath = findChromium()
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] })
try {
  // A maskable icon fills its square, and what matters is in the middle four fifths (W3C App Manifest, icon masks).
  for (const { name, size, inset } of [
    { name: 'icon-192', size: 192, inset: 0 },
    { name: 'icon-512', size: 512, inset: 0 },
    { name: 'icon-maskable-512', size: 512, inset: 52 },
  ]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const body = `margin:0;padding:${inset}px;box-sizing:border-box;background:${inset ? '#191b1d' : 'transparent'}`
    await page.setContent(
      `<style>body{${body}}svg{display:block;width:100%;height:${size - 2 * inset}px}</style>${drawing}`,
    )
    writeFileSync(`${root}public/${name}.png`, await page.screenshot({ omitBackground: true }))
    await page.close()
  }
} finally {
  await browser.close()
}
