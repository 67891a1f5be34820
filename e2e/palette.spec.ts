import { readFileSync, writeFileSync } from 'node:fs'
import { expectNoViolations, WINDOWS } from './fixtures/axe.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

for (const viewport of WINDOWS) {
  test.describe(`at ${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport })

    test('every menu opens within the window, and axe finds nothing in it', async ({ page, app, folder }) => {
      test.slow()
      await app.addFiles(Object.values(writeStems(folder.file, 1)))
      await app.menuButton.click()
      for (const name of ['Session', 'Edit', 'Clip', 'Track', 'View', 'Transport', 'Monitor', 'Help']) {
        await app.menu.getByRole('menuitem', { name, exact: true }).hover()
        const menu = page.getByRole('menu', { name, exact: true })
        await expect(menu).toBeInViewport({ ratio: 1 })
        await expect(menu.locator('[data-entry]').first()).toBeVisible()
        expect(await menu.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
        if (name === 'Edit' || name === 'Session') await expectNoViolations(page, `menu ${name}`)
      }
      await page.keyboard.press('Escape')
    })
  })
}

test('menus by the mouse: what is on, what cannot be done and why', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.clip('DX_r01').click()
  await app.fromMenu('Edit', 'Snap on or off')
  await expect(page.getByRole('button', { name: 'Snap', exact: true })).toHaveAttribute(
    'aria-pressed',
    'false',
  )
  await app.menuButton.click()
  await app.menu.getByRole('menuitem', { name: 'Edit' }).hover()
  const entry = (name: string | RegExp) => page.getByRole('menu', { name: 'Edit' }).getByText(name)
  await expect(page.getByRole('menuitemcheckbox', { name: 'Snap on or off', exact: true })).not.toBeChecked()
  await expect(page.getByRole('menuitemcheckbox', { name: 'Snap to frames' })).toBeChecked()
  const paste = page.getByRole('menuitem', { name: 'Paste at the playhead' })
  await expect(paste).toBeDisabled()
  await expect(paste).toHaveAccessibleDescription('Copy clips first.')
  await paste.hover()
  await expect(entry('Copy clips first.')).toBeVisible()
  await page.mouse.click(700, 500)
  await expect(app.menu).toHaveCount(0)

  // The clip that was selected before still is, and has the focus again.
  await app.clip('DX_r01').click()
  await app.fromMenu('Clip', 'Mute or unmute the clips')
  await expect(app.clip('DX_r01')).toHaveAccessibleName(/muted/)
  await expect(app.clip('DX_r01')).toBeFocused()
  await app.fromMenu('Edit', /^Undo: /)
  await expect(app.clip('DX_r01')).not.toHaveAccessibleName(/muted/)
})

test('menus by keys alone', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.menuButton.focus()
  await page.keyboard.press('ArrowDown')
  const focused = page.locator(':focus')
  await expect(focused).toHaveText('Session')
  await page.keyboard.press('ArrowUp')
  await expect(focused).toHaveText('Help')
  await page.keyboard.press('m')
  await expect(focused).toHaveText('Marker')
  await page.keyboard.press('m')
  await expect(focused).toHaveText('Monitor')
  await page.keyboard.press('ArrowRight')
  await expect(focused).toHaveAccessibleName('Listen to the Composite')
  await page.keyboard.press('ArrowLeft')
  await expect(focused).toHaveText('Monitor')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(app.monitor('M&E')).toBeChecked()
  await expect(app.menu).toHaveCount(0)

  await app.menuButton.focus()
  await page.keyboard.press('Enter')
  await expect(focused).toHaveText('Session')
  await page.keyboard.press('Escape')
  await expect(app.menu).toHaveCount(0)
  await expect(app.menuButton).toBeFocused()
})

test('the palette finds a command by a few letters, and shows what was used last first', async ({
  page,
  app,
  folder,
}) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.slider('Fader, DX_r01').focus()
  await page.keyboard.press('Control+/')
  await expect(app.palette.getByRole('combobox')).toBeFocused()
  await expectNoViolations(page, 'palette')
  await page.keyboard.type('snp on')
  const first = app.palette.getByRole('option').first()
  await expect(first).toContainText('Snap on or off')
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(app.palette).toHaveCount(0)
  await expect(app.slider('Fader, DX_r01')).toBeFocused()
  await expect(page.getByRole('button', { name: 'Snap', exact: true })).toHaveAttribute(
    'aria-pressed',
    'false',
  )

  await page.keyboard.press('Control+/')
  await expect(first).toContainText('Snap on or off')
  await page.keyboard.type('paste')
  await expect(first).toBeDisabled()
  await expect(first).toContainText('Copy clips first.')
  await page.keyboard.press('Enter')
  await expect(app.palette).toBeVisible()
  // By the names that other programs have for it.
  for (const [name, label] of [
    ['bounce', 'Export…'],
    ['normalise', 'Export…'],
    ['left locator', 'Loop from the playhead on'],
    ['ripple', 'Delete and close the gap'],
  ] as const) {
    await app.palette.getByRole('combobox').fill(name)
    await expect(first).toContainText(label)
  }
  await app.palette.getByRole('combobox').fill('xqxq')
  await expect(app.palette.getByRole('status')).toHaveText('No command is called so.')
  await page.keyboard.press('Escape')
  await expect(app.palette).toHaveCount(0)

  // Also while a name is typed, and what it opens is a dialog of its own.
  await app.title.focus()
  await page.keyboard.press('Control+/')
  await page.keyboard.type('save as')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Save session as' })).toBeVisible()
})

test('shortcuts are changed, kept, saved, reset and loaded', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.chip('Mute, DX_r01').click()
  await page.keyboard.press('?')
  const dialog = app.shortcutsDialog
  await dialog.getByRole('button', { name: 'Change shortcuts' }).click()
  const add = (name: string) => dialog.getByRole('button', { name: `Give ${name} a key`, exact: true })
  const capture = dialog.getByRole('textbox', { name: /^New key of/ })

  await add('Dim').click()
  await expect(capture).toBeFocused()
  await expectNoViolations(page, 'a key to be given')
  await page.keyboard.press('Control+m')
  await expect(dialog.getByText('Not Ctrl+M: macOS hides windows with it.')).toBeVisible()
  await page.keyboard.press('u')
  await expect(dialog.getByText('U does “Mute the selected strip” now.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Take it' }).click()
  await expect(dialog.getByRole('button', { name: 'Take U from Mute the selected strip' })).toHaveCount(0)
  await add('Mute the selected strip').click()
  await page.keyboard.press('e')
  await dialog.getByRole('button', { name: 'Take D from Dim' }).click()

  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export shortcuts' }).click()
  const saved = folder.file('shortcuts.json')
  await (await download).saveAs(saved)
  const { keys } = JSON.parse(readFileSync(saved, 'utf8'))
  expect(keys).toMatchObject({ dim: ['U'], mute: ['E'], play: ['Space', 'Num0'] })

  await page.keyboard.press('Escape')
  const muted = app.chip('Mute, DX_r01')
  await expect(muted).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('e')
  await expect(muted).toHaveAttribute('aria-pressed', 'false')
  const dim = page.getByRole('button', { name: /^Dim monitors/ })
  await page.keyboard.press('d')
  await expect(dim).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('u')
  await expect(dim).toHaveAttribute('aria-pressed', 'true')
  await expect(dim).toHaveAttribute('aria-keyshortcuts', 'U')

  // Another visit.
  await page.reload()
  await expect(app.startHeading).toBeVisible()
  await page.keyboard.press('?')
  await expect(dialog.getByText('Dim', { exact: true }).locator('..')).toContainText('U')
  await dialog.getByRole('button', { name: 'Reset all' }).click()
  await expect(dialog.getByText('Dim', { exact: true }).locator('..')).toContainText('D')

  const bad = folder.file('bad.json')
  writeFileSync(bad, JSON.stringify({ dubstage: 'shortcuts', version: 1, keys: { play: ['Mod+T'] } }))
  const choose = dialog.getByLabel('Import shortcuts…')
  await choose.setInputFiles(bad)
  await expect(dialog.getByRole('status')).toHaveText(
    'These shortcuts cannot be used: “play” has Mod+T, which cannot be a shortcut: the browser opens tabs with it. Nothing was changed.',
  )
  await choose.setInputFiles(saved)
  await expect(dialog.getByRole('status')).toHaveText('The shortcuts of “shortcuts.json” are in use.')
  await expect(dialog.getByText('Dim', { exact: true }).locator('..')).toContainText('U')
})
