/** The most telling name first: Edge and Opera call themselves Chrome too, and Chrome Safari. */
const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a browser calls itself, in words: `Firefox on Linux`. */
export function browserWords(userAgent: string): string {
  const find = (list: readonly [RegExp, string][]) =>
    list.find(([mark]) => mark.test(userAgent))?.[1];
  const browser = find(browsers) ?? 'An unknown browser';
  const system = find(systems);
  return system === undefined ? browser : `${browser} on ${system}`;
}
