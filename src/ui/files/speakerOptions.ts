import { SPEAKERS, type Speaker } from '../../domain/layout.ts'

const NOT_HEARD = '–'

/** What a channel can be for, as choices of a menu. */
export const SPEAKER_OPTIONS: readonly { readonly value: string; readonly label: string }[] = [
  { value: NOT_HEARD, label: '– not heard' },
  ...SPEAKERS.map((speaker) => ({ value: speaker, label: speaker })),
]

/** The letters of a choice, and what is chosen by letters. */
export const speakerValue = (speaker: Speaker | null): string => speaker ?? NOT_HEARD
export const speakerOf = (value: string): Speaker | null => SPEAKERS.find((each) => each === value) ?? null
