/** The package ships types but its `exports` hide them: what `distributions.ts` uses of it. */
declare module 'cephes' {
  export const compiled: Promise<void>;
  export function ndtr(x: number): number;
  export function ndtri(p: number): number;
  export function incbet(a: number, b: number, x: number): number;
  export function incbi(a: number, b: number, p: number): number;
  export function igam(shape: number, x: number): number;
  export function igamc(shape: number, x: number): number;
  export function igami(shape: number, upperTail: number): number;
  export function lgam(x: number): number;
  export function psi(x: number): number;
  export function zeta(s: number, q: number): number;
}
