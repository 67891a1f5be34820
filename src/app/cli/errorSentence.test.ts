import { expect, it } from 'vitest'
import { errorSentence } from './errorSentence.ts'

it('says what can be done about a file where there is no page', () => {
  expect(errorSentence({ code: 'media/missing', file: 'MX.wav' })).toBe(
    'The audio of “MX.wav” is not at hand. Put it beside the session document, or name its folder with --media.',
  )
  expect(errorSentence({ code: 'file/changed', file: 'MX.wav' })).toBe(
    '“MX.wav” has changed on disk while it was read. Run this again when nothing writes to it any more.',
  )
})
