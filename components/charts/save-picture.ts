import { drawnTable } from '@/components/charts/drawn-table';
import { madeSvg, setAttributes } from '@/components/charts/made-svg';

/** What a picture is made of beyond its own attributes, taken from the page that it stands in. */
const inherited = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'vector-effect',
  'opacity',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'unicode-bidi',
  'color',
] as const;

/** What a picture can be saved of: a drawing, or a table of coloured cells. */
export type Picture = SVGSVGElement | HTMLTableElement;

/** Around the picture, and what its title takes above it. */
const margin = 12;
const titleHeight = 36;

/** A picture with its title as a file of its own: colours and fonts of the page are written into it. */
function svgText(picture: Picture, title: string): string {
  const { color, fontFamily, backgroundColor } = getComputedStyle(document.body);
  const { width, height } = fileSize(picture);
  const file = madeSvg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  const words = madeSvg('text', {
    ...{ x: margin, y: 24, fill: color },
    ...{ 'font-family': fontFamily, 'font-size': 16, 'font-weight': 650 },
  });
  words.textContent = title;
  const drawn = picture instanceof SVGElement ? styledCopy(picture) : drawnTable(picture);
  const { width: ownWidth, height: ownHeight } = picture.getBoundingClientRect();
  const place = { x: margin, y: titleHeight, width: ownWidth, height: ownHeight };
  setAttributes(drawn, place);
  file.append(madeSvg('rect', { width, height, fill: backgroundColor }), words, drawn);
  return new XMLSerializer().serializeToString(file);
}

function fileSize(picture: Picture): { width: number; height: number } {
  const { width, height } = picture.getBoundingClientRect();
  return {
    width: Math.ceil(width) + 2 * margin,
    height: Math.ceil(height) + titleHeight + margin,
  };
}

function styledCopy(picture: SVGSVGElement): Element {
  const copy = document.importNode(picture, true);
  const originals = [picture, ...picture.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index];
    for (const name of inherited) target?.setAttribute(name, style.getPropertyValue(name));
    target?.removeAttribute('class');
    target?.removeAttribute('style');
    // Away from the page an address without its host leads nowhere.
    if (original instanceof SVGAElement) {
      target?.setAttribute('href', new URL(original.href.baseVal, location.href).href);
    }
  });
  return copy;
}

/** The picture as a drawing. */
export function svgOf(picture: Picture, title: string): Blob {
  return new Blob([svgText(picture, title)], { type: 'image/svg+xml' });
}

/** Twice as fine as the page, so that it is sharp in a document. */
const scale = 2;

/** The picture as pixels; throws where the browser cannot draw it. */
export async function pngOf(picture: Picture, title: string): Promise<Blob> {
  const { width, height } = fileSize(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture, title))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error('The picture could not be drawn.')) : resolve(blob),
    );
  });
}
