import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { Palette } from '../palette/palette.tsx'
import { CloseDialog } from '../start/closeDialog.tsx'
import { NewSessionDialog } from '../start/newSessionDialog.tsx'
import { SessionDialog } from '../start/sessionDialog.tsx'
import { SessionSettingsDialog } from '../start/sessionSettingsDialog.tsx'
import { TitleDialog } from '../start/titleDialog.tsx'
import { TimeDisplayDialog } from '../timeline/timeDisplayDialog.tsx'

/** The dialog of what is asked, wherever it was asked from: a button, a menu, the palette or a key. */
export function Questions() {
  const { actions } = useApp()
  const asking = useWorkspace((state) => state.asking)
  const title = useDocument((state) => state.session.title)
  const close = (): void => actions.ask(null)
  switch (asking) {
    case 'newSession':
      return <NewSessionDialog onClose={close} />
    case 'session':
      return <SessionDialog onClose={close} />
    case 'sessionSettings':
      return <SessionSettingsDialog onClose={close} />
    case 'timeDisplay':
      return <TimeDisplayDialog onClose={close} />
    case 'saveAs':
      return (
        <TitleDialog
          title="Save session as"
          value={`${title} copy`}
          confirm="Save as"
          onConfirm={(name) => void actions.saveAs(name)}
          onClose={close}
        />
      )
    case 'closeSession':
      return <CloseDialog onClose={close} />
    case 'palette':
      return <Palette />
    default:
      return null
  }
}
