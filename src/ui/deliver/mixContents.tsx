import { VolumeX } from 'lucide-react'
import { MASTERS } from '../../domain/deliverables/registry.ts'
import { anySolo } from '../../domain/listening.ts'
import { shownStems } from '../../domain/stems.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { formatDb } from '../format.ts'
import { stemStyle } from '../stemColor.ts'
import styles from './mixContents.module.css'

/** What is about to be written: every track with its level, and what mute leaves out. */
export function MixContents() {
  const { tracks, stems } = useDocument((state) => state.session)
  const solo = useWorkspace((state) => anySolo(state.listening, tracks))
  return (
    <div className={styles.contents}>
      <h2>In the mix</h2>
      <p>Muted tracks are left out. Solo, dim and the monitor level are for listening only.</p>
      {solo && <p className={styles.solo}>Solo is on: the files will hold more than what is heard now.</p>}
      <ul>
        {shownStems(tracks).map((stem) => {
          const bus = stems[stem.id]
          const feeds = MASTERS.filter((each) => each.stems.includes(stem.id)).map(({ short }) => short)
          const own = tracks.filter((track) => track.stem === stem.id)
          return (
            <li key={stem.id} style={stemStyle(stem.id)}>
              <h3>
                <b>{stem.code}</b> {stem.name}
                <span>
                  {bus.mute ? 'muted' : `${formatDb(bus.faderDb)} dB`},{' '}
                  {feeds.length > 0 ? `to ${feeds.join(' and ')}` : 'in neither'}
                </span>
              </h3>
              {own.length === 0 && <p>No tracks</p>}
              {own.map((track) => (
                <div key={track.id} className={styles.track} data-muted={track.mute || bus.mute || undefined}>
                  <span title={track.name}>{track.name}</span>
                  {track.mute || bus.mute ? (
                    <i>
                      <VolumeX size={12} aria-hidden="true" />
                      muted
                    </i>
                  ) : (
                    <i>{formatDb(track.faderDb)} dB</i>
                  )}
                </div>
              ))}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
