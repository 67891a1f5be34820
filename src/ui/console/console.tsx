import { RotateCcw } from 'lucide-react'
import type { CSSProperties } from 'react'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import { anySolo } from '../../domain/listening.ts'
import { shownStems } from '../../domain/stems.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { IconButton } from '../primitives/iconButton.tsx'
import { ToggleChip } from '../primitives/toggleChip.tsx'
import { stemStyle } from '../stemColor.ts'
import styles from './console.module.css'
import { DeliverableMaster } from './deliverableMaster.tsx'
import { StemStrip } from './stemStrip.tsx'
import { currentStrip, sameStrip, stemGroups } from './stripOrder.ts'
import { useStripTracks } from './stripTracks.ts'
import { TrackStrip } from './trackStrip.tsx'

/** The mixing console: tracks by stem, the stems, the deliverables. Signal flows from left to right. */
export function Console() {
  const { actions } = useApp()
  const tracks = useStripTracks()
  const selected = useWorkspace((state) => state.selected)
  const current = currentStrip(tracks, selected)
  const stems = shownStems(tracks)
  return (
    <div className={styles.console} style={{ '--stems': stems.length } as CSSProperties}>
      <section className={styles.mix} aria-label="Console" data-region="console">
        <Rail />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and with a stem selected nothing in it takes focus */}
        <section className={styles.tracks} aria-label="Tracks" tabIndex={0}>
          {stemGroups(tracks).map(({ stem, tracks: inStem }) => (
            <fieldset
              key={stem.id}
              className={styles.group}
              style={{ ...stemStyle(stem.id), '--strips': inStem.length } as CSSProperties}
              aria-label={`${stem.name} tracks`}
            >
              <h2 className={styles.head}>
                <span>{stem.name}</span>
              </h2>
              <div className={styles.strips}>
                {inStem.map((track) => (
                  <TrackStrip
                    key={track.id}
                    track={track}
                    current={sameStrip(current, { kind: 'track', id: track.id })}
                  />
                ))}
              </div>
            </fieldset>
          ))}
        </section>
        <fieldset className={styles.stems} aria-label="Stems">
          <h2 className={styles.head}>Stems</h2>
          <div className={styles.strips}>
            {stems.map((stem) => (
              <StemStrip
                key={stem.id}
                stem={stem}
                current={sameStrip(current, { kind: 'stem', id: stem.id })}
              />
            ))}
          </div>
        </fieldset>
      </section>
      <section className={styles.deliverables} aria-label="Deliverables" data-region="deliverables">
        <div className={styles.head}>
          <h2>Deliverables</h2>
          <span className={styles.note}>measured since play</span>
          <IconButton
            icon={<RotateCcw />}
            size="sm"
            label="Reset measurement"
            onPress={actions.resetMeters}
          />
        </div>
        <div className={styles.strips}>
          {MASTERS.map((deliverable) => (
            <DeliverableMaster key={deliverable.id} deliverable={deliverable} />
          ))}
        </div>
      </section>
    </div>
  )
}

/** The labels of the rows, once for all strips. While anything is soloed, the way out of it. */
function Rail() {
  const { actions } = useApp()
  const listening = useWorkspace((state) => state.listening)
  const solo = useDocument((state) => anySolo(listening, state.session.tracks))
  return (
    <div className={styles.rail}>
      <span aria-hidden="true">ø Trim</span>
      <span aria-hidden="true">Pan</span>
      {solo ? (
        <ToggleChip label="Clear solo" tone="solo" pressed onPress={actions.clearSolo}>
          SOLO
        </ToggleChip>
      ) : (
        <span aria-hidden="true">M / S</span>
      )}
      <span aria-hidden="true" className={styles.top}>
        dB
      </span>
      <span aria-hidden="true">Fader, pk</span>
    </div>
  )
}
