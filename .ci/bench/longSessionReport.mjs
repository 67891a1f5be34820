import { loadavg } from 'node:os'
import { longest, median, megabytes, printTable, verdict } from './figures.mjs'
import { measureLongSession } from './longSession.mjs'
import { provideSessionStems } from './sessionInputs.mjs'

/** Longest time from the key to the sound, in milliseconds, the way to the device included. */
const START_LIMIT = 150
/** Most memory of the page's process, in bytes. */
const PAGE_LIMIT = 500e6
/** Least speed of a waveform, times real time. */
const WAVEFORM_SPEED = 500
/** Most that may be stored of what is taken in, as a part of it: waveforms may be, sound not. */
const STORED_PART = 0.02
/** Bytes of a stereo 24-bit minute. */
const MINUTE_BYTES = 60 * 48_000 * 6

/** @typedef {Awaited<ReturnType<typeof measureLongSession>>} Measured */

/** @param {number[]} times milliseconds */
const spread = (times) =>
  `${median(times).toFixed(0)} ms, ${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`

/**
 * @param {string} name
 * @param {number[]} times
 * @param {number} latency
 */
function startRow(name, times, latency) {
  const worst = Math.max(...times) + latency
  return [
    name,
    spread(times),
    `${verdict(worst <= START_LIMIT, `≤ ${START_LIMIT} ms`)} with the device’s latency`,
  ]
}

/**
 * @param {Measured} measured
 * @param {{ stems: number, minutes: number }} size
 */
function printTimes(
  { one, imported, stored, first, latencyMs, longLatencyMs, starts, busyStarts, seeks, passed },
  { stems, minutes },
) {
  const seconds = minutes * 60
  /** @param {number} speed */
  const times = (speed) => `${speed.toFixed(0)}×`
  const storedPart = stored / (stems * minutes * MINUTE_BYTES)
  printTable([
    [`All ${stems} chosen → tracks`, `${(imported.usable * 1000).toFixed(0)} ms`, ''],
    ['One chosen → a track', `${(one.usable * 1000).toFixed(0)} ms`, ''],
    [
      'Waveform of one',
      times(seconds / one.waveforms),
      verdict(seconds / one.waveforms >= WAVEFORM_SPEED, `≥ ${WAVEFORM_SPEED}×`),
    ],
    [`Waveforms of all ${stems}, together`, times((stems * seconds) / imported.waveforms), ''],
    [
      'Stored by the page for them',
      megabytes(stored),
      verdict(storedPart <= STORED_PART, `≤ ${STORED_PART * 100} % of their bytes`),
    ],
    ['The device’s latency, as the browser says', `${latencyMs.toFixed(0)} ms`, ''],
    ...(longLatencyMs === null
      ? []
      : [['Through the long buffer', `${longLatencyMs.toFixed(0)} ms`, 'seeks and pass']]),
    startRow('Key → sound, first of the page', [first], latencyMs),
    startRow(`Key → sound, ${starts.length} places`, starts, latencyMs),
    startRow(`Key → sound, ${busyStarts.length} places, cores busy`, busyStarts, latencyMs),
    ...(seeks.length > 0 ? [[`Key → sound of ${seeks.length} seeks, cores busy`, spread(seeks), '']] : []),
    [
      `Breaks heard in ${passed.seconds.toFixed(0)} s of playing`,
      String(passed.breaks),
      verdict(passed.breaks === 0, '0'),
    ],
  ])
}

/** @param {Measured} measured */
function printPhases({ idle, phases }) {
  const rows = phases.map(({ name, longTasks, memory, feeder, device, standstills }) => [
    `While ${name}`,
    Number.isNaN(memory.page) ? '–' : megabytes(memory.page),
    Number.isNaN(memory.all) ? '–' : megabytes(memory.all - idle),
    longest(longTasks),
    `${feeder} + ${device}`,
    verdict(feeder + device === 0, '0 dropouts'),
    standstills ? longest(standstills) : 'not watched',
  ])
  const head = [
    '',
    'page',
    'browser − idle',
    'tasks > 50 ms',
    'dropouts: disk + device',
    '',
    'machine stood still',
  ]
  printTable([head, ...rows])
  const most = Math.max(...phases.map(({ memory }) => memory.page))
  if (Number.isNaN(most)) console.log('  Memory was not measured: that takes Linux 6.0 or newer')
  else
    console.log(
      `  The page’s process at most: ${megabytes(most)}   ${verdict(most < PAGE_LIMIT, `< ${megabytes(PAGE_LIMIT)}`)}`,
    )
}

/**
 * A long session in the browser: opened, started and sought anywhere, and played.
 * @param {string} url
 * @param {{ stems: number, minutes: number, passSeconds: number, load: boolean, buffer: string }} options
 */
export async function reportLongSession(url, { stems, minutes, passSeconds, load, buffer }) {
  const paths = await provideSessionStems(stems, minutes)
  const measured = await measureLongSession(url, paths, {
    minutes,
    passSeconds,
    load,
    buffer,
    onPass: (line) => console.log(`  ${new Date().toISOString()} ${line}, load ${loadavg()[0]?.toFixed(1)}`),
  })
  const busy = load
    ? 'a counting process on every core where cores are busy'
    : 'cores left to whatever else runs'
  const cache = measured.cold
    ? 'files out of the system’s cache before starts and seeks'
    : 'files cached or not'
  console.log(
    `\n${stems} stereo 24-bit stems of ${minutes} minutes in ${measured.version}; ${busy}; ${cache}`,
  )
  printTimes(measured, { stems, minutes })
  printPhases(measured)
  const { missing } = measured.passed
  if (missing !== 0) throw new Error(`A whole pass sounded ${missing} samples less than there are.`)
}
