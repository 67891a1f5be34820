import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { sliderValue } from './sliderValue.ts'
import { useTabIndex } from './tabReach.ts'

type SliderOptions = {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** What an arrow key and a notch of the wheel move. */
  readonly step: number
  readonly pageStep: number
  /** With Shift held: what an arrow moves. `step` unless given. */
  readonly fineStep?: number
  /** Where the Home key goes. */
  readonly home: number
  readonly orientation: 'horizontal' | 'vertical'
  readonly format: (value: number) => string
  readonly onChange: (value: number) => void
  /** The gesture is over: the pointer was let go, the key released, the wheel at rest. */
  readonly onEnd?: () => void
  /** Value against travel, 0…1, where they are not proportional. */
  readonly toTravel?: (value: number) => number
  readonly fromTravel?: (travel: number) => number
  /** Pixels of the whole travel; the element's own length unless given. */
  readonly travelPixels?: number
  /** Double-click or Enter: typing the value. */
  readonly onEdit?: () => void
}

const WHEEL_REST_MS = 400
const FINE_DRAG = 0.1
/** Travel of one notch, of 100 pixels as browsers report it. */
const WHEEL_NOTCH = 0.01

/**
 * The behaviour of a slider, without its looks: spread the result on the element that has the travel. Dragging is
 * relative, so that touching a fader never makes it jump.
 */
export function useSlider(ref: RefObject<HTMLElement | null>, options: SliderOptions) {
  const { label, value, min, max, step, pageStep, fineStep = step, home, orientation, format } = options
  const tabIndex = useTabIndex()
  const drag = useRef<{ travel: number; at: number; moved: boolean } | null>(null)
  const keyDown = useRef(false)
  // Kept between events: a trackpad sends many moves smaller than a step.
  const wheel = useRef<{ travel: number; rest: ReturnType<typeof setTimeout> } | null>(null)

  const toTravel = options.toTravel ?? ((v: number) => (v - min) / (max - min))
  const fromTravel = options.fromTravel ?? ((travel: number) => min + travel * (max - min))
  const set = (to: number): void => {
    const next = sliderValue(to, { min, max, step: fineStep })
    if (next !== value) options.onChange(next)
  }
  const motion = useRef({ value, toTravel, fromTravel, set, onEnd: options.onEnd })
  useEffect(() => {
    motion.current = { value, toTravel, fromTravel, set, onEnd: options.onEnd }
  })
  /** Also before a drag or a key, which are gestures of their own and outlast the wheel's rest. */
  const endWheel = useCallback(() => {
    if (!wheel.current) return
    clearTimeout(wheel.current.rest)
    wheel.current = null
    motion.current.onEnd?.()
  }, [])
  const place = (event: PointerEvent): number => (orientation === 'vertical' ? -event.clientY : event.clientX)

  // React listens to the wheel passively, and the page must not scroll under a fader.
  useEffect(() => {
    const element = ref.current
    const onWheel = (event: WheelEvent): void => {
      // A sideways wheel, which is also what Shift makes of a plain one, scrolls the console.
      if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      const now = motion.current
      const by = (-event.deltaY / 100) * WHEEL_NOTCH
      const from = wheel.current?.travel ?? now.toTravel(now.value)
      const travel = Math.min(1, Math.max(0, from + by))
      now.set(now.fromTravel(travel))
      clearTimeout(wheel.current?.rest)
      wheel.current = { travel, rest: setTimeout(endWheel, WHEEL_REST_MS) }
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      endWheel()
      element?.removeEventListener('wheel', onWheel)
    }
  }, [ref, endWheel])

  const keys = (event: KeyboardEvent): number | undefined => {
    const small = event.shiftKey ? fineStep : step
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowRight':
        return value + small
      case 'ArrowDown':
      case 'ArrowLeft':
        return value - small
      case 'PageUp':
        return value + pageStep
      case 'PageDown':
        return value - pageStep
      case 'Home':
        return home
      case 'End':
        return min
      default:
        return undefined
    }
  }

  const release = (): void => {
    if (keyDown.current) options.onEnd?.()
    keyDown.current = false
  }

  return {
    role: 'slider' as const,
    tabIndex,
    'aria-label': label,
    'aria-orientation': orientation,
    'aria-valuemin': min,
    'aria-valuemax': max,
    'aria-valuenow': value,
    'aria-valuetext': format(value),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      endWheel()
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { travel: toTravel(value), at: place(event), moved: false }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = drag.current
      if (!from) return
      const box = event.currentTarget.getBoundingClientRect()
      const length = options.travelPixels ?? (orientation === 'vertical' ? box.height : box.width)
      const by = ((place(event) - from.at) / length) * (event.shiftKey ? FINE_DRAG : 1)
      const travel = Math.min(1, Math.max(0, from.travel + by))
      drag.current = { travel, at: place(event), moved: true }
      set(fromTravel(travel))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (drag.current?.moved) {
        options.onEnd?.()
        // After a drag by hand, arrows, Home and End are the transport's again.
        event.currentTarget.blur()
      }
      drag.current = null
    },
    onLostPointerCapture: () => {
      if (drag.current?.moved) options.onEnd?.()
      drag.current = null
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Enter' && options.onEdit) {
        event.preventDefault()
        options.onEdit()
        return
      }
      const to = keys(event)
      if (to === undefined) return
      event.preventDefault()
      endWheel()
      keyDown.current = true
      set(to)
    },
    onKeyUp: release,
    onBlur: release,
    onDoubleClick: () => options.onEdit?.(),
  }
}
