import type { AppError } from '../domain/errors.ts'
import type { Notice } from '../state/workspaceStore.ts'

/** What a notice of an error offers: where the browser's storage fails, the work can be had as a file all the same. */
export const noticeOffer = ({ code }: AppError): Notice['offer'] =>
  code.startsWith('storage/') || code === 'export/diskFull' ? 'document' : undefined
