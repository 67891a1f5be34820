import { useEffect, useState } from 'react'
import { isRegion, type Marker, markerEnd } from '../../domain/markers.ts'
import type { Session } from '../../domain/session.ts'
import { type SamplePosition, type Samples, samples } from '../../domain/units.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { parsePosition, positionText } from '../files/positionText.ts'
import { SelectField } from '../primitives/selectField.tsx'
import { CLIP_COLORS } from '../timeline/clipColors.ts'
import { ClipField } from '../timeline/clipField.tsx'
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
  const setStart = (text: string): boolean => {
    const to = parsePosition(text, session, format)
    return to !== undefined && place(to, length ?? null)
  }
  const setEnd = (text: string): boolean => {
    if (text.trim() === '') return place(at, null)
    const end = parsePosition(text, session, format)
    return end !== undefined && end > at && place(at, samples(end - at))
  }
  const setLength = (text: string): boolean => {
    if (text.trim() === '') return place(at, null)
    const span = parseSpan(text, session, format)
    return span !== undefined && span > 0 && place(at, span)
  }
  const colors = [
    { value: '', label: 'None' },
    ...CLIP_COLORS.map((each, index) => ({ value: String(index), label: each.name })),
    ...(color !== undefined && !CLIP_COLORS[color] ? [{ value: String(color), label: `No. ${color}` }] : []),
  ]
  return (
    <>
      <td>
        <ClipField
          label="Marker name"
          hideLabel
          value={name}
          refusal="A name is one line, not blank"
          onCommit={(text) =>
            text.trim() === name ||
            actions.editMarkers({ type: 'markers/change', markers: [id], change: { name: text } })
          }
        />
      </td>
      <td>
        <ClipField
          label="Marker start"
          hideLabel
          value={positionText(at, session, format)}
          refusal="Not in the session"
          onCommit={setStart}
        />
      </td>
      <td>
        <ClipField
          label="Marker end"
          hideLabel
          value={region ? positionText(markerEnd(marker), session, format) : ''}
          refusal="Not after its start"
          onCommit={setEnd}
        />
      </td>
      <td>
        <ClipField
          label="Marker length"
          hideLabel
          value={length === undefined ? '' : spanText(length, session, format)}
          refusal="Not a length"
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
