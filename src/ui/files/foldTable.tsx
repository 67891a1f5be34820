import { SPEAKERS, type Speaker, stereoFold } from '../../domain/layout.ts'
import type { Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { useTabIndex } from '../primitives/tabReach.ts'
import styles from './foldTable.module.css'
import { FOLD_SOURCE, foldCell } from './foldText.ts'

const NOT_HEARD = '–'
const SIDES = ['Left', 'Right'] as const

/** What each channel of a track gives to the left and the right, and, where it is asked for, what each channel is. */
export function FoldTable({ track, byChannel }: { readonly track: Track; readonly byChannel: boolean }) {
  const { actions } = useApp()
  const { id, name, speakers } = track
  const tabIndex = useTabIndex()
  const setSpeaker = (at: number, text: string): void => {
    const speaker = SPEAKERS.find((each) => each === text) ?? null
    const changed: readonly (Speaker | null)[] = speakers.map((old, c) => (c === at ? speaker : old))
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
                  value={speaker ?? NOT_HEARD}
                  tabIndex={tabIndex}
                  onChange={(event) => setSpeaker(at, event.target.value)}
                >
                  {[NOT_HEARD, ...SPEAKERS].map((each) => (
                    <option key={each} value={each}>
                      {each === NOT_HEARD ? '– not heard' : each}
                    </option>
                  ))}
                </select>
              ) : (
                <b>{speaker ?? NOT_HEARD}</b>
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
