import { createTheme, type MantineColorsTuple } from '@mantine/core';

const navy: MantineColorsTuple = [
  '#eef3f9',
  '#dbe5f1',
  '#b6cae2',
  '#8fadd3',
  '#6f95c6',
  '#5885be',
  '#4576b0',
  '#35659e',
  '#28548a',
  '#1a4274',
];

/** Mantine's own greys of the dark scheme, cooled to go with theme.css. */
const dark: MantineColorsTuple = [
  '#e9e6df',
  '#c5c3bd',
  '#a6a59f',
  '#7b7d80',
  '#474d57',
  '#343942',
  '#22262d',
  '#1c1f25',
  '#181a1f',
  '#15171b',
];

/** Mantine in the product's type and colour. The colours of paper and ink stand in theme.css. */
export const theme = createTheme({
  // Made known by fonts.ts; what one has not is taken from the next.
  fontFamily: 'var(--latin), var(--latin-extended), system-ui, sans-serif',
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  colors: { navy, dark },
  primaryColor: 'navy',
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
