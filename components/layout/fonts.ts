import localFont from 'next/font/local';

// Optional: a font that comes too late for the first look is used from the next page on, so that no line
// of text is ever laid out twice under the reader's eyes.

const latin = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--latin',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
});

/** Letters of names that plain Latin has not; what it shares with the other is taken from there. */
const latinExtended = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  variable: '--latin-extended',
  weight: '100 900',
  display: 'optional',
  preload: false,
  adjustFontFallback: 'Arial',
  declarations: [
    {
      prop: 'unicode-range',
      value: 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1EFF',
    },
  ],
});

/** Makes the fonts that theme.ts names known to everything below the element that has these classes. */
export const fontClasses = `${latin.variable} ${latinExtended.variable}`;
