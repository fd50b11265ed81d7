import { expect, it } from 'vitest';
import { readDelivery } from '@/lib/intake/read-delivery';

const deployed = {
  object_kind: 'deployment',
  status: 'success',
  status_changed_at: '2026-11-20 10:10:00 +0100',
  deployment_id: '/etc/passwd\u0000.json',
  environment: 'half a letter \ud800',
  project: { id: 1, path_with_namespace: 'acme/web', web_url: 'https://gitlab.example/acme/web' },
  commit_url: `https://gitlab.example/acme/web/-/commit/${'a'.repeat(40)}`,
};

it('keeps what no database holds as text out of what a delivery says', () => {
  const reading = readDelivery(
    { kind: 'gitlab', repositories: [] },
    {
      receivedAt: new Date('2026-11-20T12:00:00Z'),
      headers: { 'x-gitlab-event': 'Deployment Hook', 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(deployed)),
    },
  );
  expect(reading.fault ? reading.fault : reading.events[0]).toMatchObject({
    deployment: '/etc/passwd\ufffd.json',
    environment: 'half a letter \ufffd',
  });
});
