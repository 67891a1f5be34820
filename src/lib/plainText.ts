/** What spreadsheets take for the beginning of a formula, and such text as is marked by an apostrophe already. */
const FORMULA = /^[\s']*[=+\-@\t\r＝＋－＠]/

/** Text that no spreadsheet takes for a formula: with an apostrophe before it where one might. */
export const plainText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** The text that `plainText` was given. */
export const fromPlainText = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text
