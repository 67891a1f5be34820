import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { clipEnd } from '../../domain/clipShape.ts'
import type { MediaState } from '../../domain/ports.ts'
import type { Clip } from '../../domain/session.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import { ClipBox } from './clipBox.tsx'
import { clipName } from './clipName.ts'
import { ClipPlacer, type ClipRoom, clipPlace, clipRoom } from './clipPlacer.ts'
import { inTime } from './clipSelection.ts'
import styles from './clips.module.css'
import { useInSight } from './elementSize.ts'
import { useTimeView } from './timeViewContext.ts'
import { useStretch } from './useStretch.ts'
import { WaveCanvas } from './waveCanvas.tsx'

type ClipsProps = {
  readonly clips: readonly Clip[]
  readonly muted: boolean
  readonly selected: boolean
}

/** Of the files of a clip, the one that is furthest from being heard decides. */
function absenceOf(clip: Clip, states: ReadonlyMap<string, MediaState>): Absence | undefined {
  const kinds = clip.media.map((id) => states.get(id)?.kind)
  const kind = (['missing', 'permission'] as const).find((each) => kinds.includes(each))
  return kind && ABSENCE[kind]
}
const ABSENCE = { missing: 'missing', permission: 'needs permission' } as const
type Absence = (typeof ABSENCE)[keyof typeof ABSENCE]

type TrackClipsProps = ClipsProps & { readonly label: string; readonly reached: boolean }

/** The clips of one track, as a list to choose from, and their waveforms: nothing of them while the lane is out of sight. */
export const TrackClips = memo(function TrackClips({ label, ...props }: TrackClipsProps) {
  const { clips, muted, selected } = props
  const currentId = useWorkspace(({ currentClip }) =>
    clips.some(({ id }) => id === currentClip) ? currentClip : null,
  )
  const list = useRef<HTMLDivElement>(null)
  const inSight = useInSight(list)
  return (
    <>
      <div ref={list} className={styles.list} role="listbox" aria-label={label} aria-multiselectable="true">
        {(inSight || currentId !== null) && <ClipBoxes {...props} currentId={currentId} />}
      </div>
      {inSight && <WaveCanvas clips={clips} muted={muted} selected={selected} />}
    </>
  )
})

type ClipBoxesProps = Omit<TrackClipsProps, 'label'> & { readonly currentId: string | null }

function ClipBoxes({ clips, muted, reached, currentId }: ClipBoxesProps) {
  const { view, extent } = useTimeView()
  const media = useDocument((state) => state.session.media)
  const frameRate = useDocument((state) => state.session.frameRate)
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const startFrame = useDocument((state) => state.session.startFrame)
  const states = useWorkspace((state) => state.mediaStates)
  const timebase = useMemo(() => ({ frameRate, sampleRate, startFrame }), [frameRate, sampleRate, startFrame])
  const ordered = useMemo(() => inTime(clips), [clips])
  const stretch = useStretch(view, extent)
  const shown = useMemo(
    () =>
      ordered.flatMap((clip, at) => {
        const near = clip.start < stretch.to && clipEnd(clip) > stretch.from
        // The one that has the focus stays, even out of view, or the focus would be lost.
        return near || clip.id === currentId ? [{ clip, at }] : []
      }),
    [ordered, stretch, currentId],
  )
  const stop = currentId ?? shown.find(({ clip }) => clipEnd(clip) > view.start)?.clip.id
  // As text, to be compared: while the view moves hardly any clip becomes too narrow, or wide enough, for more.
  const rooms = shown.map(({ clip }) => clipRoom(clip, view)).join(' ')
  const boxes = useRef<HTMLDivElement>(null)
  const [placer] = useState(() => new ClipPlacer())
  useLayoutEffect(() => {
    const drawn = shown.map(({ clip }) => clip)
    if (boxes.current) placer.place(boxes.current, drawn, view, extent)
  }, [placer, shown, view, extent])

  // The same elements while the view moves, so that React has nothing to compare.
  return useMemo(() => {
    const roomOf = rooms.split(' ') as ClipRoom[]
    return (
      <div ref={boxes} className={styles.boxes} role="presentation">
        {shown.map(({ clip, at }, n) => {
          const files = clip.media.map((id) => media[id]?.fileName).filter((file) => file !== undefined)
          return (
            <ClipBox
              key={clip.id}
              clip={clip}
              name={clip.name ?? clipName(files)}
              files={files.join('\n')}
              absence={absenceOf(clip, states)}
              muted={muted}
              timebase={timebase}
              place={at + 1}
              count={ordered.length}
              reached={reached && clip.id === stop}
              room={roomOf[n] ?? 'none'}
            />
          )
        })}
      </div>
    )
  }, [shown, rooms, media, states, muted, timebase, ordered.length, reached, stop])
}

/** The clips of all tracks of a folded stem, laid over each other: to look at, without names. */
export const SummedClips = memo(function SummedClips({ clips, muted, selected }: ClipsProps) {
  const { view, extent } = useTimeView()
  const states = useWorkspace((state) => state.mediaStates)
  return (
    <>
      {clips.map((clip) => {
        const box = clipPlace(clip, view, extent)
        const absence = absenceOf(clip, states)
        return (
          box && (
            <div
              key={clip.id}
              className={classNames(styles.clip, muted && styles.muted)}
              style={{ left: box.left, width: box.width }}
              data-absent={absence && (absence === 'missing' ? 'missing' : 'permission')}
            />
          )
        )
      })}
      <WaveCanvas clips={clips} muted={muted} selected={selected} />
    </>
  )
})
