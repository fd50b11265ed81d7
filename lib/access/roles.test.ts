import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleOf, rules } from '@/lib/access/roles';

/** The place in the tree of a page or route: groups in brackets are in no address. */
function placeOf(path: string): string {
  const parts = relative('app', dirname(path)).split('/');
  const named = parts.filter((part) => part !== '' && !part.startsWith('('));
  return `/${named.join('/')}`;
}

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map(
  (path) => `app/${path}`,
);
const pageFiles = files.filter((path) => path.endsWith('/page.tsx'));
const routeFiles = files.filter((path) => path.endsWith('/route.ts'));

const pages = pageFiles.map((path) => `PAGE ${placeOf(path)}`);
const method = '(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)';
/** The ways in which a route may export something: a method, methods by another name, or a setting of Next's. */
const exportForms = [
  new RegExp(`^export (?:const|function|async function) (${method})\\b`),
  new RegExp(`^export \\{ (\\w+ as ${method}(?:, \\w+ as ${method})*) \\};$`),
  /^export const (?:dynamic|maxDuration) = /,
];
const exportsOf = (path: string) => readFileSync(path, 'utf8').match(/^.*\bexport\b.*$/gm) ?? [];
const methods = routeFiles.flatMap((path) =>
  exportsOf(path)
    .flatMap((line) => exportForms.flatMap((form) => form.exec(line)?.[1]?.split(', ') ?? []))
    .map((named) => `${named.replace(/^\w+ as /, '')} ${placeOf(path)}`),
);

describe('who may do what', () => {
  it('is said of every page and of every method of every route, and of nothing else', () => {
    expect(Object.keys(rules).sort()).toEqual([...pages, ...methods].sort());
  });

  it('is asked by every page and every route but those that are for anyone', () => {
    const asks = /\b(enter|route|answers|streamed)[(<]|<(ListPage|OnePage) /;
    const unasked = [...pageFiles, ...routeFiles].filter(
      (path) => !asks.test(readFileSync(path, 'utf8')),
    );
    expect(unasked.map(placeOf).sort()).toEqual(['/healthz', '/join', '/sign-in']);
  });

  it('is said of all that can be asked of a route: nothing is exported in a way that is not looked at', () => {
    const unknown = routeFiles.flatMap((path) =>
      exportsOf(path).filter((line) => !exportForms.some((form) => form.test(line))),
    );
    expect(unknown).toEqual([]);
  });

  it('has no server actions to be said of, which any page would take', () => {
    const everywhere = ['app', 'components', 'lib'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path) => `${folder}/${path}`),
    );
    const actions = everywhere.filter((path) =>
      /^\s*(["'])use server\1/m.test(readFileSync(path, 'utf8')),
    );
    expect(actions).toEqual([]);
  });

  it('is nobody for an address that the table does not name', () => {
    expect(ruleOf('GET', '/api/v1/nothing')).toBeUndefined();
    expect(ruleOf('PATCH', '/api/v1/rules')).toBeUndefined();
    expect(ruleOf('POST', '/api/webhooks/a/b')).toBeUndefined();
  });

  it('is the same for HEAD as for GET, and finds addresses with a part of their own', () => {
    expect(ruleOf('HEAD', '/api/v1/trend')).toBe(rules['GET /api/v1/trend']);
    expect(ruleOf('POST', '/api/webhooks/github')).toBe(rules['POST /api/webhooks/[source]']);
    expect(ruleOf('GET', '/api/auth/get-session')).toBe(rules['GET /api/auth/[...all]']);
  });
});
