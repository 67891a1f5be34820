import { type ReactNode, useEffect, useRef } from 'react'
import type { StemId } from '../../domain/stems.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import { useInSight } from '../primitives/sight.ts'
import { TabReach } from '../primitives/tabReach.ts'
import { stemStyle } from '../stemColor.ts'
import styles from './strip.module.css'
import { type StripRef, sameStrip } from './stripOrder.ts'

type StripProps = {
  readonly strip: StripRef
  readonly label: string
  readonly stem: StemId
  readonly muted: boolean
  /** The Tab key reaches its controls. */
  readonly current: boolean
  readonly children: ReactNode
}

/** A channel of the console: the column, its selection and its place in the Tab order. */
export function Strip({ strip, label, stem, muted, current, children }: StripProps) {
  const { actions } = useApp()
  const selected = useWorkspace((state) => sameStrip(state.selected, strip))
  const element = useRef<HTMLFieldSetElement>(null)
  const inSight = useInSight(element)
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected])
  const select = (): void => {
    if (!selected) actions.select(strip)
  }
  return (
    <fieldset
      ref={element}
      className={classNames(styles.strip, selected && styles.selected, muted && styles.muted)}
      style={muted ? undefined : stemStyle(stem)}
      data-strip={`${strip.kind}:${strip.id}`}
      data-stem={stem}
      data-sight
      data-away={inSight === false || undefined}
      aria-label={label}
      onPointerDown={select}
      onFocus={select}
    >
      <TabReach value={current}>{children}</TabReach>
    </fieldset>
  )
}
