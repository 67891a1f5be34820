// The text of public/demo/CREDITS.md, kept beside the code it speaks about.
export const CREDITS = `# Credits of the demo reel "The Last Light"

Everything in this folder is made by the scripts in \`.ci/demo\` (run
\`node .ci/demo/make.mjs\`). No recording was made or downloaded for it.

The story, the dialogue, the sounds, the music and the mix were written for this
reel. The result (the WAV files and \`session.json\`) is dedicated to the public domain:
**CC0 1.0 Universal**, <https://creativecommons.org/publicdomain/zero/1.0/>.
Use it for anything, commercial use included; no credit is needed.

| Part | Files | How it was made |
| --- | --- | --- |
| Dialogue, English | \`dx-en-*\` | flite, voices \`rms\` (the Keeper) and \`slt\` (the Coast Guard), then equalised, compressed and put in a room or on a radio by the script |
| Dialogue, Spanish | \`dx-es-*\` | espeak-ng, voice \`es\` with variants \`m3\` and \`f2\`, then treated in the same way |
| Hard effects and Foley | \`fx-*\`, \`foley-*\` | synthesised by the script from seeded noise and dying sine waves |
| Sea, wind, room tone | \`bg-*\`, \`fill-*\` | synthesised by the script |
| Music | \`mx-*\` | composed for this reel; written as MIDI by the script, played by fluidsynth with the FluidR3 GM soundfont |

## Tools and voices

None of these programs or data is part of this folder; they are thanked here.

- **flite** 2.2: Carnegie Mellon University and others, BSD-style licence, free for
  commercial use. Its voices \`rms\` and \`slt\` come from the CMU ARCTIC databases,
  Copyright (c) 2003 Carnegie Mellon University, free for any purpose, commercial or
  not; the notice has to stay with the voice data, which is not distributed here.
- **espeak-ng** 1.51: GPL-3.0-or-later. A formant synthesiser; its licence covers the
  program, not the speech it produces. No MBROLA voice was used.
- **FluidSynth** 2.3: LGPL-2.1-or-later.
- **FluidR3 GM** soundfont: Copyright (c) 2000-2002, 2008 Frank Wen, MIT licence.
- **SoX** 14.4 (resampling of the voices): GPL-2.0-or-later / LGPL-2.1-or-later.
- **FFmpeg** (measuring only, in \`check.mjs\`): LGPL-2.1-or-later / GPL-2.0-or-later.
`
