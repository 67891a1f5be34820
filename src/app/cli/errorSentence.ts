import { type AppError, errorText } from '../../domain/errors.ts'

/** An error in words, with what can be done about it where there is no browser. */
export function errorSentence(error: AppError): string {
  switch (error.code) {
    case 'codec/unsupported':
      return `${errorText(error)} Or save a package of the session in the browser, which has the sound of such files converted, and give that with --session.`
    case 'media/missing':
      return `The audio of “${error.file}” is not at hand. Put it beside the session document, or name its folder with --media.`
    case 'file/changed':
      return `“${error.file}” has changed on disk while it was read. Run this again when nothing writes to it any more.`
    default:
      return errorText(error)
  }
}
