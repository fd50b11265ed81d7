/** The left edge of a readout over a point, as CSS: never past an edge of the chart. */
export function readoutLeft(x: number): string {
  return `clamp(0px, ${Math.round(x) - 150}px, calc(100% - 300px))`;
}
