import { writtenLines } from '@/lib/domain/written-lines';
import { readCauses } from '@/lib/linking/cause';
import { type Mention, strongestFirst } from '@/lib/linking/mention';

/** What an incident's sender tells of it. `repository`: what it names in others is left out. */
export interface IncidentInput {
  title: string;
  text?: string | undefined;
  service?: string | undefined;
  url?: string | undefined;
  repository?: string;
}

/**
 * What may have caused an incident: the changes and deployments that it names, and at last, as a
 * suspicion, the deployment that came before it. A link to a change blames it unless it mends.
 */
export function readIncident(incident: IncidentInput): Mention[] {
  const { title, text = '', service = '', url = '', repository } = incident;
  const texts = [title, text, url];
  return strongestFirst([
    ...texts.flatMap((words) =>
      readCauses({
        text: words,
        kind: 'incident',
        source: 'incident',
        bareLinks: 'medium',
        ...(repository === undefined ? {} : { repository }),
      }),
    ),
    ...texts.flatMap(writtenLines).flatMap(readDeployments),
    {
      ...incidentMention,
      target: { form: 'deployment-before', key: service },
      rule: 'deployment-before',
      matched:
        service === ''
          ? 'the last deployment before the incident'
          : `the last deployment of ${service} before the incident`,
      confidence: 'low',
    },
  ]);
}

const incidentMention = { kind: 'incident', effect: 'undoes', source: 'incident' } as const;

const deploymentLink = /https?:\/\/[^\s()<>\]]{1,500}?\/deployments\/[^\s()<>\]]{1,500}/gi;
/** A short plain number may count deployments, so it needs a sign that it is an id. */
const deploymentId =
  /\bdeploy(?:ment)?(?:[ _-]?id)?(?: ?[:=#] ?#?([\w.-]{0,100}\d[\w.-]{0,100})| (\d{4,30}))(?![\w:/-])/gi;
/** A deployment that ended the incident, or that somebody doubts. */
const mended =
  /\b(?:fix(?:e[sd])?|resolved?|mitigated|rolled back|roll back|rollback|revert\w*)\b/i;
const doubted =
  /\b(?:not|maybe|might|could|possibly|perhaps|probably|unlikely|unrelated)\b|n't\b|\?/i;

function readDeployments(line: string): Mention[] {
  const words = line.replace(deploymentLink, ' ');
  if (mended.test(words)) return [];
  const confidence = doubted.test(words) ? 'low' : 'medium';
  const links = (line.match(deploymentLink) ?? []).map((url) =>
    url.replace(/[.,;:!?'"]{1,9}$/, ''),
  );
  const ids = [...words.matchAll(deploymentId)].flatMap(
    ([, marked, plain]) => (marked ?? plain)?.replace(/[.-]{1,9}$/, '') ?? [],
  );
  return [...links, ...ids].map((key) => ({
    ...incidentMention,
    target: { form: 'deployment', key },
    rule: 'deployment',
    matched: line,
    confidence,
  }));
}
