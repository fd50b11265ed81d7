import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IncidentInput, readIncident } from '@/lib/linking/incident';

/** What is blamed, as `form key confidence`. */
function blamed(input: Partial<IncidentInput>): string[] {
  return readIncident({ title: 'Checkout is down', ...input }).map(
    ({ target, confidence }) => `${target.form} ${target.key} ${confidence}`,
  );
}
const before = 'deployment-before  low';

describe('what an incident names', () => {
  test.each<[string, string]>([
    ['Caused by #123', 'number 123 high'],
    ['Outage due to #123', 'number 123 medium'],
    ['Root cause: 1a2b3c4d5e', 'sha 1a2b3c4d5e high'],
    ['https://github.com/acme/web/pull/123', 'number 123 medium'],
    ['See also https://github.com/acme/web/pull/123', 'number 123 low'],
    ['Errors since deployment 12345', 'deployment 12345 medium'],
    ['deploy: web-42', 'deployment web-42 medium'],
    ['deployment_id: 42', 'deployment 42 medium'],
    ['Broke with deployment #42.', 'deployment 42 medium'],
    [
      'https://deploy.acme.dev/web/deployments/42.',
      'deployment https://deploy.acme.dev/web/deployments/42 medium',
    ],
    [
      'Maybe it was https://deploy.acme.dev/web/deployments/42',
      'deployment https://deploy.acme.dev/web/deployments/42 low',
    ],
  ])('%s', (text, expected) => {
    expect(blamed({ text })).toEqual(
      expected.endsWith('low') ? expect.arrayContaining([expected, before]) : [expected, before],
    );
  });

  test('its title and its own address name causes too', () => {
    expect(blamed({ title: 'Down since deployment 12345' })).toEqual([
      'deployment 12345 medium',
      before,
    ]);
    expect(blamed({ url: 'https://x.dev/deployments/42' })).toEqual([
      'deployment https://x.dev/deployments/42 medium',
      before,
    ]);
  });

  test('at last the deployment before it is suspected, of its service where that is known', () => {
    expect(readIncident({ title: 'Down', service: 'checkout' })).toEqual([
      {
        kind: 'incident',
        effect: 'undoes',
        target: { form: 'deployment-before', key: 'checkout' },
        source: 'incident',
        rule: 'deployment-before',
        matched: 'the last deployment of checkout before the incident',
        confidence: 'low',
      },
    ]);
    expect(readIncident({ title: 'Down' })[0]?.matched).toBe(
      'the last deployment before the incident',
    );
  });

  test('a change of another repository is not ours', () => {
    const text = 'Caused by https://github.com/acme/api/pull/123';
    expect(blamed({ text, repository: 'acme/web' })).toEqual([before]);
    expect(blamed({ text, repository: 'acme/api' })).toEqual(['number 123 high', before]);
  });
});

describe('traps', () => {
  test.each([
    'Rolled back with deployment 12345',
    'Fixed by https://deploy.acme.dev/web/deployments/42',
    'Mitigated by https://github.com/acme/web/pull/123',
    'This was not caused by #123',
    'We deploy 3 pods',
    'deployment 2 of 3 failed',
    'The deployment took long',
    'deployment: production',
    '> Caused by #123',
    '',
  ])('%s names nothing', (text) => {
    expect(blamed({ text })).toEqual([before]);
  });
});

test('any text at all gets an answer, the same one twice', () => {
  const words = fc.array(
    fc.constantFrom('deployment ', '12345', ': ', 'https://x/deployments/', '\n', '#1'),
  );
  const text = fc.oneof(
    fc.string(),
    words.map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, text, text, (title, body, url) => {
      const read = () => readIncident({ title, text: body, url });
      expect(read()).toEqual(read());
      expect(read().at(-1)?.rule).toBeDefined();
    }),
  );
});

test.each(['deployment ', 'https://x/deployments/', 'https://a', 'deploy: 1', ' ', '1'])(
  '200,000 characters of %j are read like any other text',
  (part) => {
    const text = part.repeat(Math.ceil(200_000 / part.length));
    expect(() => readIncident({ title: text, text, url: text })).not.toThrow();
  },
);
