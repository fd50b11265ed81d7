declare global {
  /** On the server: how the reader writes for whom it draws. Set by lib/cli/web-preload.mjs. */
  var readerOfRequest: (() => string | undefined) | undefined;
}

/** Where no page is drawn, as in a message to a chat. */
const usual = ',.d';

/**
 * How the reader writes numbers and dates, in three characters: see lib/cli/reader.mjs. The server learns it
 * from the request, and the page tells the browser; versions of Intl would differ in what a Swiss writes.
 */
export function readerText(): string {
  const told =
    typeof document === 'undefined'
      ? globalThis.readerOfRequest?.()
      : document.documentElement.dataset.reader;
  return told ?? usual;
}

/** Whether a date is `Mar 2, 2026` to the reader, and not `2 Mar 2026`. */
export function isMonthFirst(): boolean {
  return readerText()[2] === 'm';
}
