/** The version in package.json; Vite puts it in. */
declare const __APP_VERSION__: string
