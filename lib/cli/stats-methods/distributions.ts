import * as z from 'zod/mini';
import { type Method, numbers, on } from '@/lib/cli/stats-methods/method';
import {
  betaCdf,
  betaQuantile,
  chiSquareTail,
  logBeta,
  logGamma,
  normalCdf,
  normalQuantile,
  tQuantile,
} from '@/lib/stats/distributions';

export const distributionMethods: Record<string, Method> = {
  normCdf: on(z.object({ x: numbers }), ({ x }) => ({ p: x.map(normalCdf) })),
  normQuantile: on(z.object({ p: numbers }), ({ p }) => ({ z: p.map(normalQuantile) })),
  betaCdf: on(z.object({ x: numbers, a: numbers, b: numbers }), ({ x, a, b }) => ({
    p: x.map((value, index) => betaCdf(value, at(a, index), at(b, index))),
  })),
  betaQuantile: on(z.object({ p: numbers, a: numbers, b: numbers }), ({ p, a, b }) => ({
    x: p.map((value, index) => betaQuantile(value, at(a, index), at(b, index))),
  })),
  chi2Sf: on(z.object({ x: numbers, df: numbers }), ({ x, df }) => ({
    p: x.map((value, index) => chiSquareTail(value, at(df, index))),
  })),
  tQuantile: on(z.object({ p: numbers, df: numbers }), ({ p, df }) => ({
    t: p.map((value, index) => tQuantile(value, at(df, index))),
  })),
  lgamma: on(z.object({ x: numbers }), ({ x }) => ({ y: x.map(logGamma) })),
  lbeta: on(z.object({ a: numbers, b: numbers }), ({ a, b }) => ({
    y: a.map((value, index) => logBeta(value, at(b, index))),
  })),
};

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError('lists of different lengths');
  return value;
}
