import { readerText } from '@/components/words/reader';

/** A number as its reader writes it: `1,204.5` or `1.204,5`, with at most and at least so many decimals. */
export function numberWords(value: number, most = 0, least = 0): string {
  const [thousands = '', point = ''] = readerText();
  const [whole = '', decimals = ''] = value.toFixed(most).split('.');
  const shown = decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return shown === '' ? grouped : `${grouped}${point}${shown}`;
}
