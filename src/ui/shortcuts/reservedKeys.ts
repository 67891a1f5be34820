/** Keys that a shortcut must not have, and why, as a clause. `Mod` is Control, or Command on a Mac. */
const RESERVED: readonly (readonly [keys: readonly string[], why: string])[] = [
  // Chromium's and Firefox's reserved commands: the page is never told of them.
  [['Mod+T', 'Mod+Shift+T'], 'the browser opens tabs with it'],
  [['Mod+N', 'Mod+Shift+N'], 'the browser opens windows with it'],
  [['Mod+W', 'Mod+Shift+W', 'Mod+F4'], 'the browser closes tabs and windows with it'],
  [['Mod+Q', 'Mod+Shift+Q'], 'the browser is ended with it'],
  [['Mod+Shift+P'], 'Firefox opens private windows with it'],
  [
    ['Mod+Tab', 'Mod+Shift+Tab', 'Mod+PageUp', 'Mod+PageDown', ...'123456789'].map((key) =>
      key.length === 1 ? `Mod+${key}` : key,
    ),
    'the browser changes tabs with it',
  ],
  [['Mod+H', 'Mod+M'], 'macOS hides windows with it'],
  // What a person needs of a browser on any page.
  [['Mod+R', 'Mod+Shift+R', 'F5', 'Mod+F5', 'Shift+F5'], 'the browser reloads the page with it'],
  [['Mod+L', 'F4'], 'the browser goes to its address with it'],
  [['Mod++', 'Mod+-', 'Mod+=', 'Mod+0'], 'the browser zooms the page with it'],
  [['F10', 'F11', 'F12', 'Shift+F10', 'Mod+Shift+I', 'Mod+Shift+J', 'Mod+Shift+C'], 'the browser needs it'],
  [['Tab', 'Shift+Tab'], 'the focus moves with it'],
  [['Escape', 'Shift+Escape'], 'dialogs and menus are left with it'],
]

const WHY: ReadonlyMap<string, string> = new Map(
  RESERVED.flatMap(([keys, why]) => keys.map((key) => [key, why] as const)),
)

/** Why a key cannot be a shortcut; `undefined` when it can. */
export const whyReserved = (key: string): string | undefined => WHY.get(key)
