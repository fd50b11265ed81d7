import { describe, expect, it } from 'vitest';
import { loadTrendParams } from '@/components/filters/filter-params';
import { groupAsks, listAsk } from '@/components/groups/group-asks';
import { groupAddress } from '@/components/groups/group-kinds';

const values = (search: string) => loadTrendParams(new URLSearchParams(search));

describe('what the page of one group asks', () => {
  it('keeps people beside an agent, and apart from what is its own', async () => {
    const asks = groupAsks('agent', 'codex', await values('agent=devin&window=7'));
    expect(asks.compare).toMatchObject({ agent: ['codex'], authorship: ['agent', 'human'] });
    expect(asks.heatMap).toMatchObject({ agent: ['codex'], authorship: ['agent'], window: 7 });
    expect(asks.flow.authorship).toEqual(['agent', 'assisted', 'human']);
    expect(asks.among.agent).toBeUndefined();
    expect(asks.parts.map(({ by }) => by)).toEqual(['repository']);
  });

  it('counts all authors of a repository, but where agents are named only theirs', async () => {
    const all = groupAsks('repository', 'acme/web', await values(''));
    expect(all.own).toMatchObject({ repository: ['acme/web'], authorship: ['agent', 'human'] });
    const named = groupAsks('repository', 'acme/web', await values('agent=codex'));
    expect(named.own).toMatchObject({ agent: ['codex'], authorship: ['agent'] });
    expect(named.among).toMatchObject({ agent: ['codex'], authorship: ['agent'] });
    expect(named.compare.authorship).toEqual(['agent', 'human']);
  });

  it('asks of agents what they wrote, also where people alone are chosen', async () => {
    expect(listAsk('agent', await values('authorship=human')).authorship).toEqual(['agent']);
    expect(listAsk('area', await values('authorship=human')).authorship).toEqual(['human']);
  });
});

it('an address takes a name of several parts and any letters', () => {
  expect(groupAddress('repository', 'acme/web')).toBe('/repositories/acme/web');
  expect(groupAddress('area', 'a b/ü?')).toBe('/areas/a%20b/%C3%BC%3F');
});
