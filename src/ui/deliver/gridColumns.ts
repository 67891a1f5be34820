import { STEMS } from '../../domain/stems.ts'

/** The columns of the matrix, counted from 0; stems stand between the name and the progress, in console order. */
export const COLUMN = { include: 0, name: 1, firstStem: 2, progress: 2 + STEMS.length } as const

export const COLUMNS = COLUMN.progress + 1
