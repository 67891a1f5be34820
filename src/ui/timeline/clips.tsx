import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip, ClipId } from '../../domain/session.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { useInSight } from '../primitives/sight.ts'
import { ClipBox } from './clipBox.tsx'
import { ClipPlacer, type ClipRoom, clipRoom } from './clipPlacer.ts'
import { inTime } from './clipSelection.ts'
import styles from './clips.module.css'
import { clipTexts } from './clipText.ts'
import { LaneCanvas } from './laneCanvas.tsx'
import { useLiveView, useRestedView } from './liveView.ts'
import { MOST_REACHABLE, reachableClips } from './reachableClips.ts'
import { useSelectedAmong } from './useSelectedAmong.ts'
import { useStretch } from './useStretch.ts'

type TrackClipsProps = {
  readonly clips: readonly Clip[]
  readonly label: string
  readonly muted: boolean
  readonly selected: boolean
  readonly hatched: boolean
  /** Whether Tab comes to one of them. */
  readonly reached: boolean
}

/** The clips of one track, drawn, and as a list to choose from: nothing of them while the lane is out of sight. */
export const TrackClips = memo(function TrackClips(props: TrackClipsProps) {
  const { clips, label, muted, selected, hatched, reached } = props
  const ids = useMemo(() => new Set(clips.map(({ id }) => id)), [clips])
  const currentId = useWorkspace(({ currentClip }) =>
    currentClip !== null && ids.has(currentClip) ? currentClip : null,
  )
  const list = useRef<HTMLDivElement>(null)
  const inSight = useInSight(list)
  return (
    <>
      <div ref={list} className={styles.list} role="listbox" aria-label={label} aria-multiselectable="true">
        {(inSight || currentId !== null) && (
          <ClipBoxes clips={clips} reached={reached} currentId={currentId} />
        )}
      </div>
      {inSight && (
        <LaneCanvas clips={clips} muted={muted} selected={selected} hatched={hatched} list={list} />
      )}
    </>
  )
})

type ClipBoxesProps = Pick<TrackClipsProps, 'clips' | 'reached'> & { readonly currentId: ClipId | null }

/** What of the clips is there to be reached, by pointer, keys and screen readers. It is drawn by the canvas. */
function ClipBoxes({ clips, reached, currentId }: ClipBoxesProps) {
  const live = useLiveView()
  const { rested, seat } = useRestedView()
  const { view, extent } = rested
  const media = useDocument((state) => state.session.media)
  const frameRate = useDocument((state) => state.session.frameRate)
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const startFrame = useDocument((state) => state.session.startFrame)
  const states = useWorkspace((state) => state.mediaStates)
  const timebase = useMemo(() => ({ frameRate, sampleRate, startFrame }), [frameRate, sampleRate, startFrame])
  const texts = useMemo(() => clipTexts(media, states), [media, states])
  const ordered = useMemo(() => inTime(clips), [clips])
  const chosen = useSelectedAmong(clips)
  const stretch = useStretch(view, extent)
  // Asked for only where there are too many: else what is shown would be another list with each place of the view.
  const viewStart = ordered.length > MOST_REACHABLE ? view.start : 0
  const shown = useMemo(
    () => reachableClips(ordered, stretch, { viewStart, currentId }),
    [ordered, stretch, viewStart, currentId],
  )
  const stop = currentId ?? shown.find(({ clip }) => clipEnd(clip) > view.start)?.clip.id
  // As text, to be compared: while the view moves hardly any clip becomes too narrow, or wide enough, for more.
  const rooms = shown.map(({ clip }) => clipRoom(clip, view)).join(' ')
  const boxes = useRef<HTMLDivElement>(null)
  const [placer] = useState(() => new ClipPlacer())
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it is placed it is where the view is by then
  useLayoutEffect(() => {
    seat.size = shown.length
    const now = live.now()
    const drawn = shown.map(({ clip }) => clip)
    if (boxes.current) placer.place(boxes.current, drawn, now.view, now.extent)
  }, [placer, seat, live, shown, rested])

  // The same elements while the view moves, so that React has nothing to compare.
  return useMemo(() => {
    const roomOf = rooms.split(' ') as ClipRoom[]
    return (
      <div ref={boxes} className={styles.boxes} role="presentation">
        {shown.map(({ clip, at }, n) => (
          <ClipBox
            key={clip.id}
            clip={clip}
            text={texts(clip)}
            timebase={timebase}
            place={at + 1}
            count={ordered.length}
            selected={chosen.has(clip.id)}
            reached={reached && clip.id === stop}
            hasGain={roomOf[n] === 'gain' && clip.locked !== true}
          />
        ))}
      </div>
    )
  }, [shown, rooms, texts, timebase, ordered.length, chosen, reached, stop])
}
