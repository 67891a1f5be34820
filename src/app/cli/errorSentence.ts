import { type AppError, errorText } from '../../domain/errors.ts'
import { nameSome } from '../../domain/nameSome.ts'

/** What browsers decode that is not decoded here, by the names of `codecName`. */
const IN_BROWSERS: readonly string[] = ['AAC', 'Vorbis', 'Opus']

/** An error in words, with what can be done about it where there is no browser. */
export function errorSentence(error: AppError): string {
  switch (error.code) {
    case 'codec/unsupported':
      if (!IN_BROWSERS.includes(error.codec)) return errorText(error)
      return `${errorText(error)} Or save a package of the session in the browser, which has the sound of such files converted, and give that with --session.`
    case 'media/missing':
      return `The audio of “${error.file}” is not at hand. Put it beside the session document, or name its folder with --media.`
    case 'media/mismatch':
      return `“${error.offered}” is not the file that the session knows as “${error.file}”: ${error.detail}. Put the original beside the session document, or name its folder with --media.`
    case 'package/media':
      return `“${error.file}” in the package “${error.package}” is not the file that the session knows: ${error.detail}. Copy the package again from where it was made.`
    case 'package/invalid':
      return `“${error.file}” is not a package that Dubstage can open: ${error.detail}. Copy it again from where it was made, or unpack it and give its session document with --session.`
    case 'shelf/newer':
      return `This session was saved by a newer Dubstage (version ${error.version} of the session). Run this with the newer Dubstage.`
    case 'file/changed':
      return `“${error.file}” has changed on disk while it was read. Run this again when nothing writes to it any more.`
    case 'export/exists':
      return `“${error.folder}” holds ${nameSome(error.files)} already. Name another place, or say --replace to replace what is there.`
    default:
      return errorText(error)
  }
}
