import { describe, expect, it } from 'vitest';
import { incidentDone, reported } from '@/lib/sources/fixtures/jira';
import { jira } from '@/lib/sources/jira';
import { VerifiedDelivery } from '@/lib/sources/source';

const at = new Date('2026-11-23T12:00:00Z');
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (payload: object, repositories = ['acme/web']) =>
  jira.read(new VerifiedDelivery({}, bytesOf(JSON.stringify(payload)), at), repositories);
const isBelieved = async (secret: string, headers: Record<string, string>, token?: string) =>
  (await jira.verify({ headers: new Headers(headers), token, body: bytesOf('Hello World!'), at }, [
    secret,
  ])) instanceof VerifiedDelivery;
const withFields = (fields: object) => ({
  ...reported,
  issue: { ...reported.issue, fields: { ...reported.issue.fields, ...fields } },
});

it('agrees with the signature that Atlassian publishes, and takes no weaker one', async () => {
  const secret = "It's a Secret to Everybody";
  const digest = 'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
  expect(await isBelieved(secret, { 'x-hub-signature': `sha256=${digest}` })).toBe(true);
  expect(await isBelieved(secret, { 'x-hub-signature': `sha1=${digest}` }, secret)).toBe(false);
  expect(await isBelieved(secret, {}, secret)).toBe(true);
  expect(await isBelieved(secret, {})).toBe(false);
});

describe('an issue', () => {
  const told = {
    repository: 'acme/web',
    title: 'Totals are wrong',
    text: 'Since https://github.com/acme/web/pull/7',
    url: 'https://acme.atlassian.example/browse/WEB-45',
  };

  it('with a regression label reports one, since it was created, in its newest words', () => {
    const report = {
      type: 'regression.reported',
      ...told,
      report: 'jira:10023',
      reporter: { name: 'Ada' },
    };
    expect(read(reported).events).toEqual([
      { ...report, at: '2026-11-20T09:00:00.000Z' },
      { ...report, at: '2026-11-20T09:05:00.000Z' },
    ]);
  });

  it('of the type Incident is one, and ends when it is done', () => {
    const opened = {
      type: 'incident.opened',
      ...told,
      incident: 'jira:10023',
      severity: 'High',
      service: 'web',
    };
    expect(read(incidentDone).events).toEqual([
      { ...opened, at: '2026-11-20T09:00:00.000Z' },
      { ...opened, at: '2026-11-20T11:00:00.000Z' },
      {
        type: 'incident.resolved',
        at: '2026-11-20T10:59:00.000Z',
        incident: 'jira:10023',
        repository: 'acme/web',
      },
    ]);
  });

  it.each([
    [['incident', 'regression'], 'Bug', ['incident.opened', 'regression.reported']],
    [['sev1-incident'], 'Bug', ['incident.opened']],
    [['kind/regression'], 'Task', ['regression.reported']],
    [['regression-test'], 'Bug', []],
    [['post-incident', 'incident_review', 'coincidental'], 'Bug', []],
    [[], '[System] Post-incident review', []],
    [[], 'Bug', []],
  ])('with the labels %j and the type %s tells %j', (labels, name, types) => {
    const { events } = read(withFields({ labels, issuetype: { name } }));
    expect([...new Set(events?.map(({ type }) => type))]).toEqual(types);
  });

  it('tells nothing where no repository is known', () => {
    expect(read(withFields({ description: null }), []).ignored).toContain('names no repository');
  });

  it('has no page of its own where an app sees it through the gateway', () => {
    const issue = {
      ...reported.issue,
      self: 'https://api.atlassian.com/ex/jira/5d6a/rest/api/2/issue/1',
    };
    expect(read({ ...reported, issue }).events?.[0]).toHaveProperty('url', undefined);
  });
});

it('says which event it does not read', () => {
  expect(read({ ...reported, webhookEvent: 'jira:issue_deleted' }).ignored).toBe(
    'jira:issue_deleted',
  );
  expect(read({ webhookEvent: 'jira:issue_updated', issue: 7 }).ignored).toBe(
    'an issue without its fields',
  );
});
