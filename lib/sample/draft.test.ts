import { expect, it } from 'vitest';
import { builtInRulebook } from '@/lib/attribution/rulebook';
import { defaultSettings } from '@/lib/domain/setting';
import { deriveChange } from '@/lib/ledger/derive-change';
import { gather } from '@/lib/ledger/gather';
import { Agenda } from '@/lib/sample/agenda';
import { drawDraft } from '@/lib/sample/draft';
import { planPullRequest } from '@/lib/sample/life-of-a-change';
import { seededRandom } from '@/lib/sample/random';
import { sampleRepositories } from '@/lib/sample/repositories';
import { dayMs } from '@/lib/sample/rhythm';

const startMs = Date.parse('2026-03-02T10:00:00Z');

it('leaves on every merged pull request the marks by which its author is judged', () => {
  const random = seededRandom(11);
  const judgedAs = new Set<string>();
  for (const repository of sampleRepositories) {
    for (let drawn = 0; drawn < 200; drawn += 1) {
      const draft = drawDraft(repository, 0.9, random);
      const world = { random, agenda: new Agenda(), untilMs: startMs + 200 * dayMs, incidents: 0 };
      planPullRequest(world, { repository, lastNumber: 0 }, draft, startMs);
      const events = [...world.agenda.happenBefore(world.untilMs)];
      if (!events.some(({ type }) => type === 'change.merged')) continue;
      const change = gather(events, 'host').get(repository.name)?.changes.get('1');
      const commits = [...(change?.commits.values() ?? [])].map(({ facts }) => facts.value);
      const { row } = deriveChange(
        {
          repository: repository.name,
          key: '1',
          facts: change?.facts ?? {},
          commits,
          attestations: [],
          override: undefined,
        },
        { rulebook: builtInRulebook, settings: defaultSettings },
      );
      expect(row).toMatchObject({ authorship: draft.authorship, agent: draft.agent ?? null });
      judgedAs.add([row.authorship, row.agent, row.mode].filter(Boolean).join(' '));
    }
  }
  expect([...judgedAs].toSorted()).toEqual([
    'agent claude-code autonomous',
    'agent claude-code paired',
    'agent codex autonomous',
    'agent codex paired',
    'agent copilot autonomous',
    'agent copilot paired',
    'agent cursor autonomous',
    'agent cursor paired',
    'agent devin autonomous',
    'agent jules autonomous',
    'assisted claude-code paired',
    'assisted codex paired',
    'assisted copilot paired',
    'assisted cursor paired',
    'automation',
    'human',
  ]);
});
