import { useLayoutEffect, useRef, useState } from 'react'
import type { TrackId } from '../../domain/session.ts'
import type { StemId } from '../../domain/stems.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import { DropLine } from './dropLine.tsx'
import { useElementSize } from './elementSize.ts'
import { HiddenTracks } from './hiddenTracks.tsx'
import { MarqueeBox } from './marquee.tsx'
import { Playhead } from './playhead.tsx'
import { StemGroup } from './stemGroup.tsx'
import styles from './timeline.module.css'
import { TimelineHead } from './timelineHead.tsx'
import { treegridKeys } from './treegridKeys.ts'
import { useClipEditing } from './useClipEditing.ts'
import { useStemGroups } from './useStemGroups.ts'
import { useTimelineWheel } from './useTimelineWheel.ts'

/** Tracks over time, grouped by stem, under rulers of time. */
export function Timeline() {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const { hidden, folded } = useWorkspace((state) => state.lanes)
  const selected = useWorkspace((state) => state.selected)
  const lanes = useRef<HTMLDivElement>(null)
  const root = useRef<HTMLElement>(null)
  const header = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(lanes)
  useLayoutEffect(() => actions.setLanesWidth(width), [actions, width])
  const [focused, setFocused] = useState<string | null>(null)

  const groups = useStemGroups(session.tracks, hidden)
  const rows = groups.flatMap(({ stem, tracks }) => [
    `stem:${stem.id}`,
    ...(folded.has(stem.id) ? [] : tracks.map((track) => `track:${track.id}`)),
  ])
  const chosen = focused ?? (selected ? `${selected.kind}:${selected.id}` : null)
  const current = chosen && rows.includes(chosen) ? chosen : (rows[0] ?? '')

  const shownTracks = groups.flatMap(({ stem, tracks }) => (folded.has(stem.id) ? [] : tracks))
  const editing = useClipEditing({ tracks: shownTracks, lanes })

  const selectRow = (row: string): void => {
    const [kind, id = ''] = splitKey(row)
    if (kind === 'track') actions.select({ kind, id })
    if (kind === 'stem') actions.select({ kind, id: id as StemId })
  }
  const onKeyDown = treegridKeys({
    fold: (row, on) => actions.foldStem(splitKey(row)[1] as StemId, on),
    select: selectRow,
    move: (row, by) => {
      const [kind, id = ''] = splitKey(row)
      if (kind !== 'track') return
      actions.moveTrack(id, by)
      focusRow(lanes.current?.parentElement, row)
    },
    remove: (row) => {
      const [kind, id = ''] = splitKey(row)
      if (kind !== 'track') return
      const at = rows.indexOf(row)
      actions.do({ type: 'track/remove', track: id as TrackId })
      focusRow(lanes.current?.parentElement, rows[at + 1] ?? rows[at - 1])
    },
  })

  useTimelineWheel({ root, lanes, header })

  return (
    <section ref={root} className={styles.timeline} aria-label="Timeline">
      <TimelineHead root={header} />
      <div
        className={styles.body}
        id="timeline-lanes"
        role="treegrid"
        aria-label="Tracks"
        onPointerDown={editing.onPointerDown}
        onDoubleClick={editing.onDoubleClick}
        onKeyDown={(event) => editing.onKeyDown(event) || onKeyDown(event)}
        onFocus={({ target }) => setFocused(target.closest<HTMLElement>('[role="row"]')?.dataset.row ?? null)}
        onClick={(event) => {
          const { target } = event
          if (!(target instanceof Element) || editing.isOnClip(event)) return
          const row = target.closest<HTMLElement>('[role="row"]')?.dataset.row
          if (!row) return
          selectRow(row)
          if (target.closest('[role="listbox"]')) actions.selectClips([], null)
        }}
      >
        <div ref={lanes} className={styles.measure} role="presentation" />
        {groups.map(({ stem, tracks, hidden: away }) => (
          <StemGroup
            key={stem.id}
            stem={stem}
            bus={session.stems[stem.id]}
            tracks={tracks}
            hidden={away}
            folded={folded.has(stem.id)}
            current={current}
          />
        ))}
      </div>
      <HiddenTracks tracks={session.tracks.filter(({ id }) => hidden.has(id))} />
      <MarqueeBox />
      <DropLine />
      <Playhead />
    </section>
  )
}

/** `track:1f` as its two parts; an id may hold a colon itself. */
const splitKey = (row: string): readonly [kind: string, id: string] => {
  const colon = row.indexOf(':')
  return [row.slice(0, colon), row.slice(colon + 1)]
}

function focusRow(grid: Element | null | undefined, key = ''): void {
  focusDrawn(() => grid?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`))
}
