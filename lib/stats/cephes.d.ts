/** The package ships types but its `exports` hide them: what `distributions.ts` uses of it. */
declare module 'cephes' {
  export const compiled: Promise<void>;
  export function ndtr(x: number): number;
  export function ndtri(p: number): number;
}
