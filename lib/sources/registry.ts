import * as z from 'zod/mini';
import { alertmanager } from '@/lib/sources/alertmanager';
import { azureDevops } from '@/lib/sources/azure-devops';
import { bitbucket } from '@/lib/sources/bitbucket';
import { bitbucketDc } from '@/lib/sources/bitbucket-dc';
import { buildkite } from '@/lib/sources/buildkite';
import { cdevents } from '@/lib/sources/cdevents';
import { circleci } from '@/lib/sources/circleci';
import { datadog } from '@/lib/sources/datadog';
import { firehydrant } from '@/lib/sources/firehydrant';
import { forgejo, gitea } from '@/lib/sources/gitea';
import { github } from '@/lib/sources/github/github';
import { gitlab } from '@/lib/sources/gitlab';
import { grafana } from '@/lib/sources/grafana';
import { honeycomb } from '@/lib/sources/honeycomb';
import { incidentIo } from '@/lib/sources/incident-io';
import { jenkins } from '@/lib/sources/jenkins';
import { jira } from '@/lib/sources/jira';
import { linear } from '@/lib/sources/linear';
import { newrelic } from '@/lib/sources/newrelic';
import { opsgenie } from '@/lib/sources/opsgenie';
import { pagerduty } from '@/lib/sources/pagerduty';
import { rootly } from '@/lib/sources/rootly';
import { sentry } from '@/lib/sources/sentry';
import type { Source } from '@/lib/sources/source';
import { standardWebhooks } from '@/lib/sources/standard-webhooks';
import { statuspage } from '@/lib/sources/statuspage';

/** The providers by their word in addresses and commands: a kind without its source does not compile. */
export const SourceKind = z.enum([
  'github',
  'gitlab',
  'bitbucket',
  'bitbucket-dc',
  'gitea',
  'forgejo',
  'azure-devops',
  'circleci',
  'buildkite',
  'jenkins',
  'cdevents',
  'pagerduty',
  'opsgenie',
  'incident-io',
  'rootly',
  'firehydrant',
  'sentry',
  'alertmanager',
  'grafana',
  'datadog',
  'statuspage',
  'jira',
  'linear',
  'newrelic',
  'honeycomb',
  'standard-webhooks',
]);
export type SourceKind = z.output<typeof SourceKind>;

export const sources: Readonly<Record<SourceKind, Source>> = {
  github,
  gitlab,
  bitbucket,
  'bitbucket-dc': bitbucketDc,
  gitea,
  forgejo,
  'azure-devops': azureDevops,
  circleci,
  buildkite,
  jenkins,
  cdevents,
  pagerduty,
  opsgenie,
  'incident-io': incidentIo,
  rootly,
  firehydrant,
  sentry,
  alertmanager,
  grafana,
  datadog,
  statuspage,
  jira,
  linear,
  newrelic,
  honeycomb,
  'standard-webhooks': standardWebhooks,
};
