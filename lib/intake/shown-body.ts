const shownCharacters = 200_000;
/** Fields whose names say that their value opens something. */
const secretField = /token|secret|password|passwd|authorization|api[-_]?key|private[-_]?key/i;
const mask = '••••••';

/** A body as people may see it: JSON set out in lines, the values of fields that open something masked. */
export function shownBody(body: Uint8Array): { text: string; isCut: boolean; isJson: boolean } {
  const raw = new TextDecoder().decode(body);
  const json = masked(raw);
  const text = json ?? raw;
  return {
    text: text.slice(0, shownCharacters),
    isCut: text.length > shownCharacters,
    isJson: json !== undefined,
  };
}

function masked(raw: string): string | undefined {
  try {
    const hide = (key: string, value: unknown) =>
      secretField.test(key) && typeof value === 'string' && value !== '' ? mask : value;
    return JSON.stringify(JSON.parse(raw), hide, 2);
  } catch {
    return undefined;
  }
}
