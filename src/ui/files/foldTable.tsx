import { type Speaker, stereoFold } from '../../domain/layout.ts'
import type { Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { useTabIndex } from '../primitives/tabReach.ts'
import styles from './foldTable.module.css'
import { FOLD_SOURCE, foldCell } from './foldText.ts'
import { SPEAKER_OPTIONS, speakerOf, speakerValue } from './speakerOptions.ts'

const SIDES = ['Left', 'Right'] as const

/** What each channel of a track gives to the left and the right, and, where it is asked for, what each channel is. */
export function FoldTable({ track, byChannel }: { readonly track: Track; readonly byChannel: boolean }) {
  const { actions } = useApp()
  const { id, name, speakers } = track
  const tabIndex = useTabIndex()
  const setSpeaker = (at: number, text: string): void => {
    const changed: readonly (Speaker | null)[] = speakers.map((old, c) => (c === at ? speakerOf(text) : old))
    actions.do({ type: 'track/setSpeakers', track: id, speakers: changed })
  }
  return (
    <table className={styles.fold}>
      <caption>
        Fold-down of {name} to stereo <span>{FOLD_SOURCE}</span>
      </caption>
      <thead>
        <tr>
          <th scope="row">Channel</th>
          {speakers.map((speaker, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a channel is known by its number
            <th key={at} scope="col">
              <span>{at + 1}</span>
              {byChannel ? (
                <select
                  aria-label={`Channel ${at + 1} of ${name}`}
                  value={speakerValue(speaker)}
                  tabIndex={tabIndex}
                  onChange={(event) => setSpeaker(at, event.target.value)}
                >
                  {SPEAKER_OPTIONS.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              ) : (
                <b>{speakerValue(speaker)}</b>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SIDES.map((side, to) => (
          <tr key={side}>
            <th scope="row">{side}</th>
            {speakers.map((speaker, at) => {
              const cell = foldCell(stereoFold(speaker)[to] ?? 0)
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a channel is known by its number
                <td key={at}>
                  {cell ? (
                    <>
                      {cell.db} <span>{cell.factor}</span>
                    </>
                  ) : (
                    <span>–</span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
