import { expect, it } from 'vitest'
import type { AppError } from '../../domain/errors.ts'
import { errorSentence } from './errorSentence.ts'

it('says what can be done about a file where there is no page', () => {
  expect(errorSentence({ code: 'media/missing', file: 'MX.wav' })).toBe(
    'The audio of “MX.wav” is not at hand. Put it beside the session document, or name its folder with --media.',
  )
  expect(errorSentence({ code: 'file/changed', file: 'MX.wav' })).toBe(
    '“MX.wav” has changed on disk while it was read. Run this again when nothing writes to it any more.',
  )
})

it('names nothing that is on a page only', () => {
  const detail = 'it is 12 samples longer'
  const errors: readonly AppError[] = [
    { code: 'media/mismatch', file: 'MX.wav', offered: 'MX 2.wav', detail },
    { code: 'package/media', file: 'MX.wav', package: 'Reel.dubstage', detail },
    { code: 'package/invalid', file: 'Reel.dubstage', detail: 'it was cut off' },
    { code: 'shelf/newer', version: 9 },
  ]
  for (const error of errors) expect(errorSentence(error)).not.toMatch(/page|Choose|in Files|drop/)
})

it('sends to the browser for what browsers decode, and for nothing else', () => {
  const said = (codec: string) => errorSentence({ code: 'codec/unsupported', file: 'MX.mov', codec })
  for (const codec of ['AAC', 'Vorbis', 'Opus']) expect(said(codec)).toContain('in the browser')
  for (const codec of ['ALAC', 'AC-3', 'Speex', '6-channel Vorbis']) {
    expect(said(codec)).not.toContain('browser')
    expect(said(codec)).toContain(`The ${codec} sound of “MX.mov” cannot be decoded here. `)
  }
})
