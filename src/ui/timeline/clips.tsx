import { memo, useMemo, useRef } from 'react'
import { clipEnd } from '../../domain/clipShape.ts'
import type { MediaState } from '../../domain/ports.ts'
import type { Clip } from '../../domain/session.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import { ClipBox } from './clipBox.tsx'
import { clipName } from './clipName.ts'
import { inTime } from './clipSelection.ts'
import styles from './clips.module.css'
import { useInSight } from './elementSize.ts'
import { type Extent, type TimeView, toPixel } from './timeView.ts'
import { WaveCanvas } from './waveCanvas.tsx'

type ClipsProps = {
  readonly clips: readonly Clip[]
  readonly view: TimeView
  readonly extent: Extent
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

/** Where a clip is drawn: a little outside the lane too, so that its edge is out of sight but its name is not. */
function boxOf(clip: Clip, view: TimeView, { width }: Extent): { left: number; width: number } | null {
  const left = Math.max(-2, toPixel(view, clip.start))
  const right = Math.min(width + 2, toPixel(view, clip.start + clip.length))
  return right <= left ? null : { left, width: Math.max(2, right - left) }
}

/** The clips of one track that are in view, as a list to choose from, and their waveforms. */
export const TrackClips = memo(function TrackClips(
  props: ClipsProps & { readonly label: string; readonly reached: boolean },
) {
  const { clips, view, extent, muted, selected, label, reached } = props
  const media = useDocument((state) => state.session.media)
  const frameRate = useDocument((state) => state.session.frameRate)
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const startFrame = useDocument((state) => state.session.startFrame)
  const states = useWorkspace((state) => state.mediaStates)
  const currentId = useWorkspace(({ currentClip }) =>
    clips.some(({ id }) => id === currentClip) ? currentClip : null,
  )
  const timebase = useMemo(() => ({ frameRate, sampleRate, startFrame }), [frameRate, sampleRate, startFrame])
  const list = useRef<HTMLDivElement>(null)
  const inSight = useInSight(list)
  const ordered = useMemo(() => inTime(clips), [clips])
  const shown = (inSight || currentId !== null ? ordered : []).flatMap((clip, at) => {
    // The one that has the focus stays, even out of view, or the focus would be lost.
    const box = boxOf(clip, view, extent) ?? (clip.id === currentId ? { left: -10, width: 2 } : null)
    return box ? [{ clip, at, ...box }] : []
  })
  const stop = currentId ?? shown[0]?.clip.id
  return (
    <>
      <div ref={list} className={styles.list} role="listbox" aria-label={label} aria-multiselectable="true">
        {shown.map(({ clip, at, left, width }) => {
          const files = clip.media.map((id) => media[id]?.fileName).filter((file) => file !== undefined)
          return (
            <ClipBox
              key={clip.id}
              clip={clip}
              left={left}
              width={width}
              fadeInWidth={toPixel(view, clip.start + (clip.fadeIn?.length ?? 0)) - left}
              fadeOutWidth={left + width - toPixel(view, clipEnd(clip) - (clip.fadeOut?.length ?? 0))}
              name={clip.name ?? clipName(files)}
              files={files.join('\n')}
              absence={absenceOf(clip, states)}
              muted={muted}
              timebase={timebase}
              place={at + 1}
              count={clips.length}
              reached={reached && clip.id === stop}
            />
          )
        })}
      </div>
      <WaveCanvas clips={clips} view={view} muted={muted} selected={selected} />
    </>
  )
})

/** The clips of all tracks of a folded stem, laid over each other: to look at, without names. */
export const SummedClips = memo(function SummedClips({ clips, view, extent, muted, selected }: ClipsProps) {
  const states = useWorkspace((state) => state.mediaStates)
  return (
    <>
      {clips.map((clip) => {
        const box = boxOf(clip, view, extent)
        const absence = absenceOf(clip, states)
        return (
          box && (
            <div
              key={clip.id}
              className={classNames(styles.clip, muted && styles.muted)}
              style={box}
              data-absent={absence && (absence === 'missing' ? 'missing' : 'permission')}
            />
          )
        )
      })}
      <WaveCanvas clips={clips} view={view} muted={muted} selected={selected} />
    </>
  )
})
