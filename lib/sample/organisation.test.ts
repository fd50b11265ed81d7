import { describe, expect, it } from 'vitest';
import { LedgerEvent } from '@/lib/domain/event';
import { type OrganisationOptions, planOrganisation } from '@/lib/sample/organisation';

const until = '2026-06-01';
const small = { seed: 5, until, scale: 0.1 };
const all = (options: OrganisationOptions) => [...planOrganisation(options).events()];
const momentOf = (event: LedgerEvent) =>
  event.type === 'change.merged' ? event.mergedAt : event.at;

const events = all({ until });
const merged = events.filter((event) => event.type === 'change.merged');
const numbered = merged.filter(({ number }) => number !== undefined);

describe('the sample organisation', () => {
  it('is the same for the same options and another for another seed', () => {
    expect(all(small)).toEqual(all(small));
    expect(all(small)).not.toEqual(all({ ...small, seed: 6 }));
  });

  it('tells only events that the ledger understands', () => {
    const refused = events.filter((event) => !LedgerEvent.safeParse(event).success);
    expect(refused).toEqual([]);
  });

  it('tells them in order of time, over two years, and nothing that is not known yet', () => {
    const moments = events.map(momentOf);
    expect(moments).toEqual(moments.toSorted());
    expect(moments[0]?.slice(0, 7)).toBe('2024-06');
    expect(moments.at(-1)).toBe('2026-06-01T00:00:00.000Z');
  });

  it('has about twelve thousand changes in repositories of its own', () => {
    expect(merged.length).toBeGreaterThan(10_000);
    expect(merged.length).toBeLessThan(14_000);
    const names = new Set(events.map(({ repository }) => repository));
    expect([...names].toSorted()).toEqual(planOrganisation({ until }).repositories.toSorted());
    expect([...names].every((name) => name.startsWith('sample/'))).toBe(true);
  });

  it('numbers the pull requests of a repository once, and never declares who wrote one', () => {
    const keys = numbered.map(({ repository, number }) => `${repository}#${number}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(merged.some((event) => 'authorship' in event || 'agent' in event)).toBe(false);
  });

  it('works little on weekends', () => {
    const weekend = merged.filter(({ mergedAt }) =>
      [0, 6].includes(new Date(mergedAt).getUTCDay()),
    );
    expect(weekend.length / merged.length).toBeLessThan(0.1);
  });

  it('adopts agents as time passes', () => {
    const share = (from: number, to: number) => {
      const part = numbered.slice(from * numbered.length, to * numbered.length);
      return (
        part.filter(({ branch }) => /^(claude|copilot|codex|cursor|devin)\//.test(branch ?? ''))
          .length / part.length
      );
    };
    expect(share(0, 0.25)).toBeLessThan(0.06);
    expect(share(0.75, 1)).toBeGreaterThan(0.12);
  });

  it('reverts only what has landed before', () => {
    const mergedAt = new Map(numbered.map((c) => [`${c.repository}#${c.number}`, c.mergedAt]));
    const reverts = numbered.filter(({ branch }) => branch?.startsWith('revert-'));
    expect(reverts.length).toBeGreaterThan(150);
    for (const revert of reverts) {
      const target = /^Reverts (\S+)/.exec(revert.body ?? '')?.[1] ?? '';
      expect(mergedAt.get(target)?.localeCompare(revert.mergedAt)).toBe(-1);
    }
  });
});
