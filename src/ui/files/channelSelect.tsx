import { interpretationsOf, type Speaker, speakerLetters } from '../../domain/layout.ts'
import type { Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { SPEAKER_OPTIONS, speakerOf, speakerValue } from './speakerOptions.ts'

const BY_CHANNEL = 'by channel'

/** Whether a track's channels are in an order that has a name. */
export const isNamed = (speakers: readonly (Speaker | null)[]): boolean =>
  interpretationsOf(speakers.length).some((each) => each.speakers.join() === speakers.join())

/** How the channels of a track are read, with letters: one of the usual orders, or each channel for itself. */
export function ChannelSelect(props: {
  readonly track: Track
  /** Asks for a choice for each channel on the screen, or for none any more. */
  readonly onByChannel: (on: boolean) => void
}) {
  const { track, onByChannel } = props
  const { actions } = useApp()
  const { id, name, speakers } = track
  const [only = null, ...others] = speakers
  if (others.length === 0) {
    return (
      <SelectField
        label={`Channel of ${name}`}
        hideLabel
        options={SPEAKER_OPTIONS.map(({ value, label }) => ({
          value,
          label: value === 'M' ? 'Mono: M' : label,
        }))}
        value={speakerValue(only)}
        onChange={(value) =>
          actions.do({ type: 'track/setSpeakers', track: id, speakers: [speakerOf(value)] })
        }
      />
    )
  }
  const options = interpretationsOf(speakers.length).map((each) => ({
    value: each.speakers.join(' '),
    label: `${each.label}: ${speakerLetters(each.speakers)}`,
  }))
  const choose = (value: string): void => {
    onByChannel(value === BY_CHANNEL)
    const found = interpretationsOf(speakers.length).find((each) => each.speakers.join(' ') === value)
    if (found) actions.do({ type: 'track/setSpeakers', track: id, speakers: found.speakers })
  }
  const named = isNamed(speakers)
  const each = named ? 'By channel…' : `By channel: ${speakerLetters(speakers)}`
  return (
    <SelectField
      label={`Channels of ${name}`}
      hideLabel
      options={[...options, { value: BY_CHANNEL, label: each }]}
      value={named ? speakers.join(' ') : BY_CHANNEL}
      onChange={choose}
    />
  )
}
