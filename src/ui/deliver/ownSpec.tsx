import { CopyPlus, Trash2 } from 'lucide-react'
import { isViewingCopy } from '../../domain/deliverables/deliverable.ts'
import { specOfSettings } from '../../domain/exportSettings.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import type { DeliverySpec } from '../../domain/specs/deliverySpec.ts'
import { ownSpec } from '../../domain/specs/ownSpecs.ts'
import { useApp, useDocument } from '../appContext.ts'
import { Button } from '../primitives/button.tsx'
import { TextField } from '../primitives/textField.tsx'
import styles from './targetField.module.css'
import { useExportSettings } from './useExportSettings.ts'

/** A target of one's own, kept in the session: made of the one that is chosen, or that one, by its name. */
export function OwnSpec({ spec, isOwn }: { readonly spec: DeliverySpec; readonly isOwn: boolean }) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const settings = useExportSettings()
  const { specs = [] } = session

  function makeOwn(): void {
    const own = ownSpec(spec, specs)
    // One step for both: nothing else that is chosen changes with it.
    actions.do({ type: 'export/keepSpec', spec: own }, own.id)
    actions.setExportSettings({ spec: own }, own.id)
    actions.endGesture(own.id)
  }

  if (!isOwn)
    return (
      <Button icon={<CopyPlus size={14} aria-hidden="true" />} onPress={makeOwn}>
        Make it a target of your own
      </Button>
    )
  const keep = (change: Partial<DeliverySpec>): void =>
    actions.do({ type: 'export/keepSpec', spec: { ...spec, ...change } })
  const rows = deliverablesOf(session).filter((row) => !isViewingCopy(row))
  const split = rows.length > 0 ? rows.every((row) => row.split) : spec.split
  const taken = specOfSettings(spec, settings, { ...session, split })
  return (
    <div className={styles.own}>
      <TextField
        label="Name of the target"
        value={spec.name}
        onCommit={(text) => {
          const name = text.trim()
          if (name) keep({ name })
        }}
      />
      <Button
        icon={<Trash2 size={14} aria-hidden="true" />}
        label={`Remove the target ${spec.name} from the session`}
        onPress={() => actions.do({ type: 'export/removeSpec', spec: spec.id })}
      >
        Remove
      </Button>
      <TextField
        label="Where its figures are from"
        value={spec.source}
        onCommit={(source) => keep({ source, sourceDate: null })}
      />
      <Button
        label="Let the target ask for the format, names and pops that are chosen"
        title="Rate, depth, layout, channels, names and pops as they are chosen"
        onPress={() => keep(taken)}
      >
        Take settings
      </Button>
    </div>
  )
}
