import { type AppError, errorText } from '../../domain/errors.ts'

/** An error in words, with what can be done about it where there is no browser. */
export const errorSentence = (error: AppError): string =>
  error.code === 'codec/unsupported'
    ? `${errorText(error)} Or save a package of the session in the browser, which has the sound of such files converted, and give that with --session.`
    : errorText(error)
