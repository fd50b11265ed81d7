/** Longer lines are data, not words; the cut keeps every pattern's work in proportion to the text. */
const longestLine = 1_000;

/** Below such a line a tool pastes the message of the change that is being reverted. */
const pastedMessage =
  /^(?:original change's description:|this change reverts the following previous change)/i;

/**
 * The lines of a message or description that its author wrote, trimmed: without quotes (`>`), code
 * blocks, template comments that span lines, pasted summaries of reviewers, and pasted messages of
 * reverted changes. A comment on a single line stays, for some agents sign with one.
 */
export function writtenLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim().slice(0, longestLine));
  let fencesLeft = lines.filter(isFence).length;
  const written: string[] = [];
  let until: ((line: string) => boolean) | undefined;
  for (const line of lines) {
    const fence = isFence(line);
    if (fence) fencesLeft -= 1;
    if (until !== undefined) {
      if (until(line)) until = undefined;
    } else if (pastedMessage.test(line)) {
      break;
    } else if (fence) {
      // The last fence of an odd number opens nothing: the text was cut.
      if (fencesLeft > 0) until = isFence;
    } else if (line === '<!-- CURSOR_SUMMARY -->') {
      until = (end) => end === '<!-- /CURSOR_SUMMARY -->';
    } else if (line.startsWith('<!--') && !line.includes('-->')) {
      until = (end) => end.includes('-->');
    } else if (line !== '' && !line.startsWith('>')) {
      written.push(line);
    }
  }
  return written;
}

function isFence(line: string): boolean {
  return line.startsWith('```') || line.startsWith('~~~');
}
