import { useEffect, useState } from 'react'
import { isRegion, type Marker, markerEnd } from '../../domain/markers.ts'
import type { Session } from '../../domain/session.ts'
import type { TimeFormat } from '../../domain/timeFormats.ts'
import { type SamplePosition, type Samples, samples } from '../../domain/units.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { parsePosition, positionText } from '../files/positionText.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { ValueField } from '../primitives/valueField.tsx'
import { CLIP_COLORS } from '../timeline/clipColors.ts'
import { typedValue } from '../timeline/typedValue.ts'
import styles from './markerTable.module.css'
import { parseSpan, spanText } from './markerText.ts'

/** The cells of the marker that is edited. An end or a length makes a region of it, clearing either a marker. */
export function MarkerFields({ marker, session }: { readonly marker: Marker; readonly session: Session }) {
  const { actions } = useApp()
  const format = useWorkspace((state) => state.timeFormat)
  const { id, name, at, length, color, note } = marker
  const region = isRegion(marker)
  const place = (to: SamplePosition, span: Samples | null): boolean =>
    actions.editMarkers({ type: 'marker/setRange', marker: id, at: to, length: span })
  const rename = (typed: string): boolean =>
    actions.editMarkers({ type: 'markers/change', markers: [id], change: { name: typed } })
  /** `null` for nothing typed: no region. */
  const orNone = <T,>(
    text: string,
    read: (text: string, base: Session, format: TimeFormat) => T,
  ): T | null => (text.trim() === '' ? null : read(text, session, format))
  const setStart = (text: string): string | null =>
    typedValue(parsePosition(text, session, format), at, (to) => place(to, length ?? null), [
      'Not a place in the session',
      'Too far on',
    ])
  const setEnd = (text: string): string | null =>
    typedValue<number | null>(
      orNone(text, parsePosition),
      region ? markerEnd(marker) : null,
      (end) => (end === null ? place(at, null) : end > at && place(at, samples(end - at))),
      ['Not a place in the session', 'Not after its start'],
    )
  const setLength = (text: string): string | null =>
    typedValue(orNone(text, parseSpan), length ?? null, (span) => span !== 0 && place(at, span), [
      'Not a length',
      'Not a length that a region can have',
    ])
  const colors = [
    { value: '', label: 'None' },
    ...CLIP_COLORS.map((each, index) => ({ value: String(index), label: each.name })),
    ...(color !== undefined && !CLIP_COLORS[color] ? [{ value: String(color), label: `No. ${color}` }] : []),
  ]
  return (
    <>
      <td>
        <ValueField
          label="Marker name"
          hideLabel
          value={name}
          onCommit={(text) => typedValue(text.trim(), name, rename, ['', 'A name is one line, not blank'])}
        />
      </td>
      <td>
        <ValueField
          label="Marker start"
          hideLabel
          value={positionText(at, session, format)}
          onCommit={setStart}
        />
      </td>
      <td>
        <ValueField
          label="Marker end"
          hideLabel
          value={region ? positionText(markerEnd(marker), session, format) : ''}
          onCommit={setEnd}
        />
      </td>
      <td>
        <ValueField
          label="Marker length"
          hideLabel
          value={length === undefined ? '' : spanText(length, session, format)}
          onCommit={setLength}
        />
      </td>
      <td>
        <SelectField
          label="Marker colour"
          hideLabel
          options={colors}
          value={color === undefined ? '' : String(color)}
          onChange={(value) =>
            actions.editMarkers({
              type: 'markers/change',
              markers: [id],
              change: { color: value === '' ? null : Number(value) },
            })
          }
        />
      </td>
      <td>
        <NoteField
          note={note ?? ''}
          onCommit={(text) =>
            actions.editMarkers({ type: 'markers/change', markers: [id], change: { note: text || null } })
          }
        />
      </td>
    </>
  )
}

/** A note of any number of lines. Escape puts back what was there; Control or Command with Enter is done. */
function NoteField({ note, onCommit }: { readonly note: string; readonly onCommit: (text: string) => void }) {
  const [text, setText] = useState(note)
  useEffect(() => setText(note), [note])
  const commit = (): void => {
    if (text.trim() !== note) onCommit(text)
  }
  return (
    <textarea
      className={styles.note}
      aria-label="Marker note"
      rows={1}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) commit()
        if (event.key !== 'Escape' || text === note) return
        event.preventDefault()
        event.stopPropagation()
        setText(note)
      }}
    />
  )
}
