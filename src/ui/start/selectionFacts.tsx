import { clipEnd, clipsThere, type PlacedClip } from '../../domain/clipShape.ts'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import { layoutLabel, speakerLetters } from '../../domain/layout.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import { type Session, type Track, trackEnd, trackStart } from '../../domain/session.ts'
import { type StemId, stemSpec } from '../../domain/stems.ts'
import { formatTime } from '../../domain/timeFormats.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { FOLD_SOURCE, foldSummary, isFolded } from '../files/foldText.ts'
import { NudgeButtons } from '../files/nudgeButtons.tsx'
import { lengthText, positionText } from '../files/positionText.ts'
import { formatDb } from '../format.ts'
import { Button } from '../primitives/button.tsx'
import { stemStyle } from '../stemColor.ts'
import { ClipFacts } from '../timeline/clipFacts.tsx'
import { clipName } from '../timeline/clipName.ts'
import styles from './facts.module.css'

/** Figures of the selected track or stem; nothing when nothing is selected. */
export function SelectionFacts() {
  const session = useDocument((state) => state.session)
  const selected = useWorkspace((state) => state.selected)
  const selectedClips = useWorkspace((state) => state.selectedClips)
  const placed = clipsThere(session, selectedClips)
  if (placed.length > 0) return <SelectedClips session={session} placed={placed} />
  if (selected?.kind === 'stem') return <StemFacts session={session} stem={selected.id} />
  const track = session.tracks.find(({ id }) => id === selected?.id)
  return track ? <TrackFacts session={session} track={track} /> : null
}

function SelectedClips({
  session,
  placed,
}: {
  readonly session: Session
  readonly placed: readonly PlacedClip[]
}) {
  const format = useWorkspace((state) => state.timeFormat)
  const [first] = placed
  if (!first) return null
  const files = first.clip.media.flatMap((id) => session.media[id] ?? [])
  const name = first.clip.name ?? clipName(files)
  const start = Math.min(...placed.map(({ clip }) => clip.start))
  const end = Math.max(...placed.map(({ clip }) => clipEnd(clip)))
  const facts: readonly Fact[] = [
    ['Length', lengthText(end - start, session, format)],
    ['Samples', sampleCount(end - start)],
  ]
  const title = placed.length === 1 ? name : `${placed.length} clips`
  return (
    <section className={styles.facts} aria-label="Selected clips">
      <Facts stem={first.track.stem} name={title} facts={facts} />
      <ClipFacts
        key={placed.map(({ clip }) => clip.id).join()}
        session={session}
        placed={placed}
        name={name}
      />
    </section>
  )
}

type Fact = readonly [name: string, value: string]

function Facts({
  stem,
  name,
  facts,
}: {
  readonly stem: StemId
  readonly name: string
  readonly facts: readonly Fact[]
}) {
  return (
    <>
      <h2 style={stemStyle(stem)}>
        <span className={styles.code}>{stemSpec(stem).code}</span>
        <span title={name}>{name}</span>
      </h2>
      <dl className={styles.pairs}>
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function TrackFacts({ session, track }: { readonly session: Session; readonly track: Track }) {
  const { actions } = useApp()
  const format = useWorkspace((state) => state.timeFormat)
  const start = trackStart(track)
  const end = trackEnd(track)
  const facts: readonly Fact[] = [
    ['Start', positionText(start, session, format)],
    ['Clips', String(track.clips.length)],
    ['End', formatTime(end, format, session)],
    ['Channels', layoutLabel(track.speakers)],
    ['Length', lengthText(end - start, session, format)],
    ['Samples', sampleCount(end - start)],
  ]
  return (
    <div className={styles.facts}>
      <Facts stem={track.stem} name={track.name} facts={facts} />
      {isFolded(track.speakers) && (
        <dl className={styles.fold} title={FOLD_SOURCE}>
          <div>
            <dt>In file order</dt> <dd>{speakerLetters(track.speakers)}</dd>
          </div>
          <div>
            <dt>Folded to stereo</dt> <dd>{foldSummary(track.speakers)}</dd>
          </div>
        </dl>
      )}
      <div className={styles.remove}>
        <NudgeButtons tracks={[track.id]} />
        <Button
          label={`Remove track ${track.name}`}
          onPress={() => actions.do({ type: 'track/remove', track: track.id })}
        >
          Remove
        </Button>
      </div>
    </div>
  )
}

function StemFacts({ session, stem }: { readonly session: Session; readonly stem: StemId }) {
  const bus = session.stems[stem]
  const feeds = MASTERS.filter(({ stems }) => stems.includes(stem)).map(({ short }) => short)
  const facts: readonly Fact[] = [
    ['Tracks', String(session.tracks.filter((track) => track.stem === stem).length)],
    ['Fader', bus.mute ? 'muted' : `${formatDb(bus.faderDb)} dB`],
    ['Feeds', feeds.join(', ')],
  ]
  return (
    <div className={styles.facts}>
      <Facts stem={stem} name={stemSpec(stem).name} facts={facts} />
    </div>
  )
}
