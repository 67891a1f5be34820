import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { sessionLength, type TrackId } from '../../domain/session.ts'
import { STEMS, type StemId } from '../../domain/stems.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { MarkerRow } from '../markers/markerRow.tsx'
import { MarkersLabel } from '../markers/markersLabel.tsx'
import { IconButton } from '../primitives/iconButton.tsx'
import { EditToolbar } from './editToolbar.tsx'
import { useElementSize } from './elementSize.ts'
import { LoopRow } from './loopRow.tsx'
import { MarqueeBox } from './marquee.tsx'
import { Overview } from './overview.tsx'
import { Playhead } from './playhead.tsx'
import { Ruler } from './ruler.tsx'
import { RulerHead } from './rulerHead.tsx'
import { spanLabel } from './spanLabel.ts'
import { StemGroup } from './stemGroup.tsx'
import styles from './timeline.module.css'
import { TimelineToolbar } from './timelineToolbar.tsx'
import { resolveView, scrollView, zoomView } from './timeView.ts'
import { treegridKeys } from './treegridKeys.ts'
import { useClipEditing } from './useClipEditing.ts'

/** What an empty session's timeline shows, so that it has a scale at all. */
const EMPTY_SECONDS = 60

/** Tracks over time, grouped by stem, under rulers of time. */
export function Timeline() {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const wantedView = useWorkspace((state) => state.view)
  const selected = useWorkspace((state) => state.selected)
  const lanes = useRef<HTMLDivElement>(null)
  const root = useRef<HTMLElement>(null)
  const { width } = useElementSize(lanes)
  const length = sessionLength(session) || EMPTY_SECONDS * session.sampleRate
  const extent = useMemo(() => ({ length, width }), [length, width])
  useEffect(() => actions.setLanesWidth(width), [actions, width])
  const view = useMemo(() => resolveView(wantedView, extent), [wantedView, extent])
  const [folded, setFolded] = useState<ReadonlySet<StemId>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)

  const groups = useMemo(
    () =>
      STEMS.map((stem) => ({
        stem,
        tracks: session.tracks.filter((track) => track.stem === stem.id),
      })).filter(
        // A mix without fill is whole; one without dialogue, effects or music is waiting for it.
        ({ stem, tracks }) => tracks.length > 0 || !(stem.rare || stem.id === 'fill'),
      ),
    [session.tracks],
  )
  const rows = groups.flatMap(({ stem, tracks }) => [
    `stem:${stem.id}`,
    ...(folded.has(stem.id) ? [] : tracks.map((track) => `track:${track.id}`)),
  ])
  const chosen = focused ?? (selected ? `${selected.kind}:${selected.id}` : null)
  const current = chosen && rows.includes(chosen) ? chosen : (rows[0] ?? '')

  const shownTracks = groups.flatMap(({ stem, tracks }) => (folded.has(stem.id) ? [] : tracks))
  const editing = useClipEditing({ view, extent, tracks: shownTracks, lanes })

  const fold = (stem: StemId, on: boolean): void =>
    setFolded((old) => new Set(on ? [...old, stem] : [...old].filter((each) => each !== stem)))
  const selectRow = (row: string): void => {
    const [kind, id = ''] = splitKey(row)
    if (kind === 'track') actions.select({ kind, id })
    if (kind === 'stem') actions.select({ kind, id: id as StemId })
  }
  const onKeyDown = treegridKeys({
    fold: (row, on) => fold(splitKey(row)[1] as StemId, on),
    select: selectRow,
    remove: (row) => {
      const [kind, id = ''] = splitKey(row)
      if (kind !== 'track') return
      const at = rows.indexOf(row)
      actions.do({ type: 'track/remove', track: id as TrackId })
      focusRow(lanes.current?.parentElement, rows[at + 1] ?? rows[at - 1])
    },
  })

  const onWheel = useEffectEvent((event: WheelEvent) => {
    const left = lanes.current?.getBoundingClientRect().left ?? 0
    const overRuler = event.target instanceof Element && event.target.closest(`.${styles.header}`) !== null
    const sideways = event.shiftKey || overRuler ? event.deltaX + event.deltaY : event.deltaX
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      actions.setView(zoomView(view, 2 ** (-event.deltaY / 240), Math.max(0, event.clientX - left), extent))
    } else if (sideways !== 0) {
      event.preventDefault()
      if (wantedView) actions.setView(scrollView(view, sideways, extent))
    }
  })
  useEffect(() => {
    const element = root.current
    // React listens to wheel passively; keeping the page from zooming needs a listener that is not.
    const listener = (event: WheelEvent): void => onWheel(event)
    element?.addEventListener('wheel', listener, { passive: false })
    return () => element?.removeEventListener('wheel', listener)
  }, [])

  return (
    <section ref={root} className={styles.timeline} aria-label="Timeline">
      <div className={styles.header}>
        <EditToolbar />
        <Overview view={view} extent={extent} />
        <RulerHead>
          <TimelineToolbar view={view} extent={extent} sampleRate={session.sampleRate} />
        </RulerHead>
        <Ruler view={view} width={width} />
        <LoopLabel sampleRate={session.sampleRate} />
        <LoopRow view={view} />
        <MarkersLabel className={styles.label} />
        <MarkerRow view={view} extent={extent} />
      </div>
      <div
        className={styles.body}
        id="timeline-lanes"
        role="treegrid"
        aria-label="Tracks"
        onPointerDown={editing.onPointerDown}
        onPointerMove={editing.onPointerMove}
        onDoubleClick={editing.onDoubleClick}
        onKeyDown={(event) => editing.onKeyDown(event) || onKeyDown(event)}
        onFocus={({ target }) => setFocused(target.closest<HTMLElement>('[role="row"]')?.dataset.row ?? null)}
        onClick={({ target }) => {
          if (!(target instanceof Element) || target.closest('[data-clip]')) return
          const row = target.closest<HTMLElement>('[role="row"]')?.dataset.row
          if (!row) return
          selectRow(row)
          if (target.closest('[role="listbox"]')) actions.selectClips([], null)
        }}
      >
        <div ref={lanes} className={styles.measure} role="presentation" />
        {groups.map(({ stem, tracks }) => (
          <StemGroup
            key={stem.id}
            stem={stem}
            bus={session.stems[stem.id]}
            tracks={tracks}
            folded={folded.has(stem.id)}
            onFold={(on) => fold(stem.id, on)}
            view={view}
            extent={extent}
            current={current}
          />
        ))}
      </div>
      <MarqueeBox />
      <Playhead view={view} extent={extent} sampleRate={session.sampleRate} />
    </section>
  )
}

/** `track:1f` as its two parts; an id may hold a colon itself. */
const splitKey = (row: string): readonly [kind: string, id: string] => {
  const colon = row.indexOf(':')
  return [row.slice(0, colon), row.slice(colon + 1)]
}

/** Once React has drawn what the change left. */
function focusRow(grid: Element | null | undefined, key = ''): void {
  requestAnimationFrame(() => grid?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus())
}

function LoopLabel({ sampleRate }: { readonly sampleRate: number }) {
  const { actions } = useApp()
  const loop = useWorkspace((state) => state.loop)
  return (
    <div className={styles.label}>
      Loop
      {loop && (
        <>
          <span>{spanLabel(loop.end - loop.start, sampleRate)}</span>
          <IconButton icon={<X />} label="Remove the loop" size="sm" onPress={() => actions.setLoop(null)} />
        </>
      )}
    </div>
  )
}
