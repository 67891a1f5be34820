import { SESSION_RATES } from '../../domain/sampleRates.ts'

const RATES = SESSION_RATES.join(', ')

/** `bounce --help`. */
export const BOUNCE_HELP = `Mixes stems or a session, and writes deliverables, report and checksums.

  npm run --silent bounce -- --dialogue FILE… --effects FILE… --music FILE… --out DIR
  npm run --silent bounce -- --session FILE… [--media DIR] --out DIR
  npm run --silent bounce -- --session FILE [--media DIR] --package FILE.zip
  npm run --silent bounce -- --session FILE… [--media DIR] --check-only

What is mixed, at unity from the start: WAV, RF64, BW64, AIFF, AIFF-C, FLAC, MP3 and Opus
  --dialogue FILE…      a stem, of one file or several; mono files of a set are one track
  --effects FILE…
  --fill FILE…          effects that are in the M&E only
  --music FILE…
  --narration FILE…
  --optional FILE…      in the composite, and left out of the M&E
  --rate HZ             of the mix: ${RATES}; 48000 when not given
  --session FILE…       a session document, or a package, instead of stems; several are made one after the
                        other, each into a folder of its own in DIR, called by its title, or by its document
                        where several have that title. All are looked into before the first is begun; one that
                        fails then does not stop the others
  --media DIR           where else the sessions’ files are looked for, as deep as it goes

Where it goes
  --out DIR             a folder, which is made where there is none
  --zip FILE.zip        one ZIP file of all; while it is made its longest file is there twice. Of several
                        sessions a folder, in which each has a ZIP file
  --package FILE.zip    the session itself with its files, instead of deliverables
  --replace             replaces files of the same names, reports too; without it they are a reason to refuse
  --resume              goes on where a run of the same line was killed, to the same bytes; M4A and MP3 are
                        encoded again from their beginning. Begins anew, and says why, where the mix or a
                        file has changed; of several sessions those that are made stay

What is made (of a session what its own export settings say, but for what is said here)
  --deliverables LIST   ids or codes, with commas: composite,me,dx,mx,fx; else those that are included
  --range REGION|TC-TC  what of the film: a region by its name, or from one timecode up to another, without
                        that; deliverables that have a range of their own keep it
  --name NAME           of the files, not of several sessions; the session’s, or “mix”
  --template TEXT       {title}_{reel}_{version}_{type}_{layout}_{rate}_{depth}_{fps}
  --reel TEXT           for {reel}; without it what holds a region has the region’s name there
  --mix-version TEXT    for {version}
  --format FORMAT       wav16 (TPDF dither), wav16shaped, wav24 or wav32f; wav24 when not given
  --container KIND      wav, aiff, flac, m4a or mp3; wav when not given (opus in the browser only)
  --rate-out HZ         of the files: one of those; that of the mix when not given
  --split               a mono file for each channel of every deliverable; that of the spec when not given
  --no-split            all channels in one file
  --bit-rate KBIT       of m4a and mp3, for each file

Loudness and pops
  --spec NAME|FILE      netflix, amazon, ebu-r128… or a file of your own: target, ceiling, names; or none
  --measure-only        with a spec: measures, and changes nothing
  --no-limit            with a spec: gain, but no limiter
  --gain DB             of everything alike, in place of what the spec would need
  --pops KIND           2-pop, tail, both or none
  --ffoa TIMECODE       first frame of action, after 2-pop and leader; none: that of the mix
  --lfoa TIMECODE       last frame of action, before the tail pop; none: the last with sound
  --leader SECONDS|none files begin at least so long before the first frame of action (nothing that the mix
                        has before that is cut off); spec theatrical has 8
  --part-pops           parts of the film (--range, and reels of a session) have leader and pops of their
                        own, and silence around their part of the mix
  --no-part-pops        only the film has
  --measure PART        with those: file (all of it) or programme, the default (no leader, pops, tail)

What is said
  --checks              looks for faults in the mix, and prints what was found; a session says so itself
  --no-checks           leaves that out
  --check-only          checks the composite and the M&E of the whole film, and makes nothing
  --guide FILE          with --checks, of one session: a file that the sync of the mix is held against
  --fail-on-findings    ends with 3 where a control would send the files back; what is made stays
  --quiet               neither progress nor the list of files: only what went wrong
  --help                this page

On a terminal the progress is shown with speed and time left. When all is made a line for each file is
printed, and one for each warning of the report. These go to standard error; what --checks finds goes to
standard output. Of several sessions the last lines say which are made, and which are not.
Exit code: 0 when everything is made; 1 when something went wrong or it was stopped, and then nothing is
left behind but what is whole of other sessions; 2 for a command line that is not understood; with
--fail-on-findings 3 when everything is made, and an error that the checks have found is not waived, a null
test fails, samples went over full scale, the composite or a peak is not as the spec has it or could not be
measured, or files are not as the spec asks.
Loudness and peaks that --checks has found too do not count once they are waived.

Examples
  npm run --silent bounce -- --dialogue dx.wav --effects fx.wav --music mx.wav --out delivery
  npm run --silent bounce -- --session reel.json --out delivery
  npm run --silent bounce -- --session reel.json --out delivery --spec netflix --pops 2-pop
  npm run --silent bounce -- --session r1.json r2.json r3.json --out delivery
  npm run --silent bounce -- --session reel.json --spec netflix --check-only --fail-on-findings
  npm run --silent bounce -- --session reel.json --zip reel.zip --deliverables me --container flac
`

/** `verify --help`. */
export const VERIFY_HELP = `Measures a delivery package again, and says what does not hold.

  npm run --silent verify -- DIR            every package in a folder
  npm run --silent verify -- FILE.zip       every package in a ZIP file

  --json                prints the result for programs instead of lines
  --quiet               does not show which file is being looked at
  --help                this page

Checksums, lengths, rates, loudness, peaks, frames, null tests and what stands around reels with leader and
pops of their own are compared with the report. FLAC is
decoded and held to the sample; MP3 and Opus are decoded and held to the loudness of what was coded; of AAC,
which has no decoder here, the checksum is compared, and the output says so.
Exit code: 0 when everything holds; 1 when something does not, or cannot be read; 2 for a command line that
is not understood.

Examples
  npm run --silent verify -- delivery
  npm run --silent verify -- reel.zip --json
`
