// biome-ignore-all lint/a11y/useSemanticElements: a treegrid of table elements could not fold, grow and scroll as lanes do
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and the controls in them take the focus, cells need not
import { EyeOff } from 'lucide-react'
import { type MouseEvent, memo, type PointerEvent, useRef, useState } from 'react'
import { layoutLabel, speakerLetters } from '../../domain/layout.ts'
import type { Track } from '../../domain/session.ts'
import { STEMS, type StemId, stemSpec } from '../../domain/stems.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { formatDb } from '../format.ts'
import { useTabIndex } from '../primitives/tabReach.ts'
import { ToggleChip } from '../primitives/toggleChip.tsx'
import { ValueEntry } from '../primitives/valueEntry.tsx'
import { hideLane } from './hideLane.ts'
import { startLaneResize, startTrackDrag } from './laneDrags.ts'
import styles from './laneHead.module.css'
import { LevelBar } from './levelBar.tsx'

/** Name, routing and level of a track, beside its lane. */
export const LaneHead = memo(function LaneHead({ track }: { readonly track: Track }) {
  const app = useApp()
  const { actions, document } = app
  const solo = useWorkspace((state) => state.listening.soloTracks.has(track.id))
  const tabIndex = useTabIndex()
  const [renaming, setRenaming] = useState(false)
  const head = useRef<HTMLDivElement>(null)
  const { id, name, stem } = track

  const press = (event: PointerEvent<HTMLElement>): void => {
    const { target } = event
    const lane = head.current?.closest<HTMLElement>('[role="row"]')
    const grid = lane?.closest<HTMLElement>('[role="treegrid"]')
    if (event.button !== 0 || !(target instanceof Element) || !lane || !grid) return
    if (target.closest('[data-edge]')) startLaneResize(app, event.nativeEvent, id, lane)
    // Of the buttons only the name, which is most of the head, can be taken hold of.
    else if (!target.closest('select, input, button:not([data-rename])')) {
      startTrackDrag(app, event.nativeEvent, id, grid)
    }
  }
  const fit = ({ target, altKey }: MouseEvent): void => {
    if (!(target instanceof Element) || !target.closest('[data-edge]')) return
    const every = document.getState().session.tracks.map((each) => each.id)
    actions.setLaneHeights(altKey ? every : [id], null)
  }

  return (
    <div
      ref={head}
      className={styles.head}
      role="rowheader"
      data-muted={track.mute || undefined}
      onPointerDown={press}
      onDoubleClick={fit}
    >
      <div className={styles.first}>
        {renaming ? (
          <ValueEntry
            label={`Name of ${name}`}
            text={name}
            onCommit={(text) => {
              if (text.trim() !== name) actions.do({ type: 'track/rename', track: id, name: text })
              return true
            }}
            onClose={() => setRenaming(false)}
            giveBack={() => head.current?.closest<HTMLElement>('[role="row"]')?.focus()}
          />
        ) : (
          <button
            type="button"
            className={styles.name}
            tabIndex={tabIndex}
            title={`${name} (F2 or double-click to rename)`}
            aria-label={`Rename ${name}`}
            data-rename
            onDoubleClick={() => setRenaming(true)}
            onClick={(event) => event.detail === 0 && setRenaming(true)}
          >
            {name}
          </button>
        )}
        <ToggleChip
          label={`Mute ${name}`}
          pressed={track.mute}
          tone="mute"
          onPress={() => actions.do({ type: 'track/setMute', track: id, mute: !track.mute })}
        >
          M
        </ToggleChip>
        <ToggleChip
          label={`Solo ${name}`}
          pressed={solo}
          tone="solo"
          onPress={() => actions.toggleSoloTrack(id)}
        >
          S
        </ToggleChip>
      </div>
      <div className={styles.second}>
        <span title={`${layoutLabel(track.speakers)}: ${speakerLetters(track.speakers)}`}>
          {track.speakers.length > 2 ? layoutLabel(track.speakers) : speakerLetters(track.speakers)}
        </span>
        <select
          aria-label={`Stem of ${name}`}
          title={stemSpec(stem).name}
          value={stem}
          tabIndex={tabIndex}
          data-stem-of={id}
          onChange={(event) => {
            actions.do({ type: 'track/setStem', track: id, stem: event.target.value as StemId })
            // The lane is drawn anew in its new stem: the focus goes with it.
            requestAnimationFrame(() =>
              window.document.querySelector<HTMLElement>(`[data-stem-of="${CSS.escape(id)}"]`)?.focus(),
            )
          }}
        >
          {STEMS.map((each) => (
            <option key={each.id} value={each.id}>
              {each.code}
            </option>
          ))}
        </select>
        <i title="Fader, dB">{formatDb(track.faderDb)}</i>
        <button
          type="button"
          className={styles.hide}
          tabIndex={tabIndex}
          aria-label={`Hide ${name}`}
          title={`Hide ${name}: it stays to be heard`}
          onClick={(event) => {
            event.stopPropagation()
            hideLane(app, id)
          }}
        >
          <EyeOff />
        </button>
      </div>
      <LevelBar id={id} />
      <div
        className={styles.edge}
        title="Drag to change the height, with Alt that of all tracks; double-click for the room that there is"
        data-edge
      />
    </div>
  )
})
