const ENDINGS =
  'wav wave rf64 bw64 bwf aif aiff aifc afc flac mp3 m4a aac ogg oga opus mp4 m4v mov webm mkv mka'

/** For a file input: what is offered first. Anything else may be chosen all the same, and is then explained. */
export const ACCEPTED_FILES = [
  ...ENDINGS.split(' ').map((ending) => `.${ending}`),
  // A session document, and a package.
  '.json',
  '.zip',
  'audio/*',
  'video/*',
].join()
