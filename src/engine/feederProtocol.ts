import type { AppError } from '../domain/errors.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { PlaySpeed } from '../domain/playSpeed.ts'
import type { FileLike, LoopOrNot } from '../domain/ports.ts'
import type { MediaId, Track } from '../domain/session.ts'
import type { SharedMix } from './worklet/protocol.ts'

export type ToFeeder =
  | {
      readonly type: 'plan'
      readonly module: WebAssembly.Module
      readonly mix: SharedMix
      /** In the plan's order. */
      readonly tracks: readonly Track[]
      readonly media: readonly { readonly id: MediaId; readonly info: MediaInfo; readonly file: FileLike }[]
    }
  /** Fills the rings from a position; `primed` answers when there is enough to start. `run` names the start. */
  | {
      readonly type: 'prime'
      readonly run: number
      readonly from: number
      readonly loop: LoopOrNot
      readonly speed: PlaySpeed
    }
  | { readonly type: 'halt' }

export type FromFeeder =
  | { readonly type: 'primed'; readonly run: number }
  | { readonly type: 'failed'; readonly run: number; readonly error: AppError }
