import { type ExportSettings, exportSettingsOf } from '../../domain/exportSettings.ts'
import { useDocument } from '../appContext.ts'

/** What the session has chosen for its exports. */
export const useExportSettings = (): ExportSettings => useDocument((state) => exportSettingsOf(state.session))
