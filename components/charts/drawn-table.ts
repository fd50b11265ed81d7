import { madeSvg } from '@/components/charts/made-svg';

/** The share of a line's height that stands above the feet of its letters. */
const aboveFeet = 0.78;

/** A table of coloured cells as a drawing: each cell's ground, and each word where it stands. */
export function drawnTable(table: HTMLTableElement): SVGElement {
  const { left, top, width, height } = table.getBoundingClientRect();
  const drawing = madeSvg('svg', { width, height });
  drawing.append(hatching());
  for (const cell of table.querySelectorAll('th, td')) {
    const { backgroundColor, backgroundImage } = getComputedStyle(cell);
    const box = cell.getBoundingClientRect();
    const place = { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
    const fill = backgroundImage === 'none' ? backgroundColor : 'url(#hatching)';
    drawing.append(madeSvg('rect', { ...place, fill }));
    for (const { word, box: at, style } of wordsIn(cell)) {
      const text = madeSvg('text', {
        x: at.left - left,
        y: at.top - top + at.height * aboveFeet,
        fill: style.color,
        'font-family': style.fontFamily,
        'font-size': style.fontSize,
        'font-weight': style.fontWeight,
      });
      text.textContent = word;
      drawing.append(text);
    }
  }
  return drawing;
}

/** Every word that is seen, where it stands: lines break between them as they do on the page. */
function* wordsIn(cell: Element) {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.parentElement === null) continue;
    const style = getComputedStyle(node.parentElement);
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const box = range.getBoundingClientRect();
      if (box.width > 0) yield { word, box, style };
    }
  }
}

/** What marks a cell of too few, in the colours of the page. */
function hatching(): SVGElement {
  const style = getComputedStyle(document.documentElement);
  const pattern = madeSvg('pattern', {
    ...{ id: 'hatching', width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
    patternTransform: 'rotate(-45)',
  });
  const ground = madeSvg('rect', { width: 8, height: 8, fill: style.getPropertyValue('--paper') });
  const line = madeSvg('rect', { width: 3, height: 8, fill: style.getPropertyValue('--sunken') });
  pattern.append(ground, line);
  return pattern;
}
