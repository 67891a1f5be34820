import { ok } from '../../lib/result.ts'
import type { MediaFormat } from './format.ts'
import { probeWave } from './waveFile.ts'

/**
 * WAV and Broadcast WAV: RIFF/WAVE holding integer or float PCM, plain or WAVE_FORMAT_EXTENSIBLE, chunks in any order.
 * What a recorder that lost power leaves behind is read as far as the file goes, with a warning.
 */
export const wav: MediaFormat = {
  id: 'wav',
  probe: (source, head) =>
    probeWave(source, head, 'wav', 'RIFF', async (_file, riffSize) =>
      ok({ riffSize, sizeOf: (_id, stated) => stated, warnings: [] }),
    ),
}
