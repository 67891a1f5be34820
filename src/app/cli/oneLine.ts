/** Names from files stay on their line, and steer no terminal. */
export const oneLine = (line: string): string => line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
