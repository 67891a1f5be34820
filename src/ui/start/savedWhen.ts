const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

/** `today 14:02`, `yesterday 9:30`, `12 Nov`, `12 Nov 2025`: both in milliseconds since 1970, shown in local time. */
export function savedWhen(savedAt: number, now: number): string {
  const saved = new Date(savedAt)
  const today = new Date(now)
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  const time = `${saved.getHours()}:${String(saved.getMinutes()).padStart(2, '0')}`
  if (sameDay(saved, today)) return `today ${time}`
  if (sameDay(saved, yesterday)) return `yesterday ${time}`
  return saved.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(saved.getFullYear() !== today.getFullYear() && { year: 'numeric' }),
  })
}
