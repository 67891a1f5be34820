import { isMe, isWholeMe } from '../../domain/checkedRows.ts'
import type { CheckStream } from './checkStream.ts'

const KIND = 'deliverable:'

const isRow = ({ id, stems }: CheckStream, is: typeof isMe): boolean =>
  id.startsWith(KIND) && is({ id: id.slice(KIND.length), stems })

/** Whether a stream is an M&E, and whether it has all that the mix has where nobody speaks. */
export const isMeStream = (stream: CheckStream): boolean => isRow(stream, isMe)
export const isWholeMeStream = (stream: CheckStream): boolean => isRow(stream, isWholeMe)

/** The numbers of streams that are so. */
export const streamsThat = (
  streams: readonly CheckStream[],
  are: (stream: CheckStream) => boolean,
): readonly number[] => streams.flatMap((stream, n) => (are(stream) ? [n] : []))
