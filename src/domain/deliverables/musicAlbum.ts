import type { DeliverableSpec } from './deliverable.ts'

/** The music for listening to without the film. */
export const musicAlbum: DeliverableSpec = {
  id: 'music-album',
  name: 'Music album',
  short: 'Album',
  purpose: 'The music in stereo',
  code: 'album',
  stems: ['music'],
  layout: 'stereo',
  included: false,
}
