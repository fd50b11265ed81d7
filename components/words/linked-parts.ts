/** A run of plain text, or an address of the web in it. */
export interface TextPart {
  text: string;
  isLink: boolean;
}

const address = /https?:\/\/[^\s<>"]+/g;
/** What ends a sentence or closes brackets is no part of the address before it. */
const trailing = /[.,;:!?'’”)\]}]+$/;

/** A plain text in parts, so that its addresses of http and https can be links and nothing else is. */
export function linkedParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const link = found.replace(trailing, '');
    parts.push({ text: text.slice(from, index), isLink: false }, { text: link, isLink: true });
    from = index + link.length;
  }
  parts.push({ text: text.slice(from), isLink: false });
  return parts.filter((part) => part.text !== '');
}
