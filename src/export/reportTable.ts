/** Cells as they stand in a table; those named in `right` are figures. */
export type Table = {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly right?: number
}

/** Cells are markup: what comes from outside has gone through `text`. From column `right` on they are figures. */
export function table({ head, rows, right = head.length }: Table): string {
  const side = (column: number): string => (column >= right ? ' class="n"' : '')
  const heads = head.map((cell, c) => `<th scope="col"${side(c)}>${cell}</th>`).join('')
  const body = rows.map((cells) => {
    const [first = '', ...rest] = cells
    return `<tr><th scope="row">${first}</th>${rest.map((cell, c) => `<td${side(c + 1)}>${c + 1 >= right ? unbroken(cell) : cell}</td>`).join('')}</tr>`
  })
  // Where it is wider than the window it is scrolled, by keys too.
  return `<div class="scroll" tabindex="0"><table><thead><tr>${heads}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table></div>`
}

/** Groups of digits that stay on one line. */
const unbroken = (cell: string): string => cell.replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00a0')
