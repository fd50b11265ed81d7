/** Words for environments that no user depends on. */
const elsewhere = new Set(
  'staging stage stg preview previews test tests testing qa uat dev develop development review reviews sandbox demo ci local localhost pre preprod preproduction non nonprod nonproduction integration acceptance acc e2e perf performance load loadtest pr ephemeral playground experimental'.split(
    ' ',
  ),
);
const production = new Set(['production', 'prod', 'prd', 'live']);

/**
 * Whether an environment serves users, by the first word of its name that tells. A name that tells
 * nothing counts: `eu-west`, `github-pages` and `customers` are places where things break.
 */
export function isProduction(environment: string): boolean {
  const words = environment
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d{1,9}$/, ''));
  for (const word of words) {
    if (production.has(word)) return true;
    if (elsewhere.has(word)) return false;
  }
  return true;
}
