/** A part of a repository: where its files are, what it is called in titles, what it has in it. */
export interface Area {
  path: string;
  place: string;
  things: readonly [string, ...string[]];
  files: readonly [string, ...string[]];
}

export interface SampleRepository {
  name: string;
  /** Its share of the organisation's changes, as a weight. */
  weight: number;
  /** How much of an agent's share of work it takes, against the average of 1. */
  agentAppetite: number;
  /** Titles like `fix(cart): …` instead of `Fix …`. */
  conventional: boolean;
  /** It holds texts alone. */
  prose?: true;
  /** Its merges are deployed to production. */
  deployed: boolean;
  /** The numbers of the roles that work in it, `dev-1` and so on. */
  team: readonly [first: number, last: number];
  extension: string;
  areas: readonly [Area, ...Area[]];
}

const area = (path: string, place: string, things: Area['things'], files: Area['files']): Area => ({
  path,
  place,
  things,
  files,
});

/** The repositories of the sample organisation, all of the owner `sample`. */
export const sampleRepositories: readonly SampleRepository[] = [
  {
    name: 'sample/checkout',
    weight: 18,
    agentAppetite: 0.9,
    conventional: true,
    deployed: true,
    team: [1, 12],
    extension: 'ts',
    areas: [
      area(
        'cart',
        'the cart',
        ['voucher', 'gift note', 'line total', 'quantity limit'],
        ['totals', 'lines', 'vouchers', 'summary'],
      ),
      area(
        'payment',
        'payment',
        ['card form', 'wallet button', 'refund', '3-D Secure step'],
        ['authorise', 'capture', 'refund', 'methods'],
      ),
      area(
        'shipping',
        'shipping',
        ['delivery slot', 'pickup point', 'address check', 'carrier rate'],
        ['rates', 'slots', 'address', 'carriers'],
      ),
      area(
        'orders',
        'orders',
        ['order number', 'confirmation mail', 'invoice link', 'order note'],
        ['place', 'confirm', 'history', 'cancel'],
      ),
    ],
  },
  {
    name: 'sample/storefront',
    weight: 22,
    agentAppetite: 1.2,
    conventional: true,
    deployed: true,
    team: [9, 24],
    extension: 'tsx',
    areas: [
      area(
        'pages/product',
        'the product page',
        ['size guide', 'image gallery', 'stock badge', 'price label'],
        ['gallery', 'price', 'variants', 'stock'],
      ),
      area(
        'pages/home',
        'the home page',
        ['banner', 'category strip', 'recently viewed list', 'newsletter box'],
        ['banner', 'categories', 'recent', 'layout'],
      ),
      area(
        'components',
        'the component library',
        ['button', 'dialog', 'breadcrumb', 'rating stars'],
        ['button', 'dialog', 'breadcrumb', 'rating'],
      ),
      area(
        'account',
        'the account pages',
        ['address book', 'return form', 'order list', 'wish list'],
        ['profile', 'returns', 'wishes', 'addresses'],
      ),
    ],
  },
  {
    name: 'sample/mobile',
    weight: 14,
    agentAppetite: 0.7,
    conventional: false,
    deployed: false,
    team: [20, 30],
    extension: 'kt',
    areas: [
      area(
        'app/scan',
        'the scanner',
        ['torch switch', 'barcode reader', 'scan history', 'focus hint'],
        ['camera', 'reader', 'history', 'permissions'],
      ),
      area(
        'app/offline',
        'offline mode',
        ['sync queue', 'conflict screen', 'cached catalogue', 'retry notice'],
        ['queue', 'merge', 'cache', 'status'],
      ),
      area(
        'app/push',
        'notifications',
        ['quiet hours', 'delivery alert', 'opt-in screen', 'badge count'],
        ['channel', 'token', 'alerts', 'settings'],
      ),
    ],
  },
  {
    name: 'sample/search',
    weight: 11,
    agentAppetite: 1.0,
    conventional: false,
    deployed: true,
    team: [28, 36],
    extension: 'go',
    areas: [
      area(
        'index',
        'the index',
        ['synonym list', 'stop word', 'partial rebuild', 'field boost'],
        ['writer', 'segments', 'synonyms', 'schema'],
      ),
      area(
        'query',
        'the query parser',
        ['phrase query', 'typo tolerance', 'facet count', 'price range'],
        ['parser', 'facets', 'rank', 'spelling'],
      ),
      area(
        'suggest',
        'suggestions',
        ['popular term', 'category hint', 'prefix cache', 'recent query'],
        ['prefix', 'popular', 'cache', 'merge'],
      ),
    ],
  },
  {
    name: 'sample/billing',
    weight: 12,
    agentAppetite: 0.6,
    conventional: true,
    deployed: true,
    team: [33, 42],
    extension: 'java',
    areas: [
      area(
        'invoices',
        'invoices',
        ['credit note', 'tax line', 'due date', 'rounding rule'],
        ['invoice', 'tax', 'rounding', 'pdf'],
      ),
      area(
        'subscriptions',
        'subscriptions',
        ['trial period', 'plan change', 'renewal mail', 'proration'],
        ['plan', 'renewal', 'trial', 'proration'],
      ),
      area(
        'dunning',
        'reminders',
        ['grace period', 'reminder mail', 'payment retry', 'collection status'],
        ['schedule', 'mails', 'retry', 'status'],
      ),
    ],
  },
  {
    name: 'sample/platform',
    weight: 10,
    agentAppetite: 0.8,
    conventional: false,
    deployed: true,
    team: [40, 47],
    extension: 'tf',
    areas: [
      area(
        'clusters',
        'the clusters',
        ['node pool', 'memory limit', 'drain timeout', 'autoscaler bound'],
        ['nodes', 'limits', 'scaling', 'network'],
      ),
      area(
        'pipelines',
        'the build pipelines',
        ['cache key', 'test shard', 'release job', 'artefact store'],
        ['build', 'release', 'cache', 'matrix'],
      ),
      area(
        'alerts',
        'alerts',
        ['paging rule', 'burn rate', 'dashboard', 'log filter'],
        ['rules', 'routes', 'dashboards', 'budgets'],
      ),
    ],
  },
  {
    name: 'sample/data-pipeline',
    weight: 8,
    agentAppetite: 1.3,
    conventional: false,
    deployed: true,
    team: [46, 52],
    extension: 'py',
    areas: [
      area(
        'ingest',
        'ingestion',
        ['late event', 'schema check', 'dead letter table', 'batch size'],
        ['reader', 'schema', 'dead_letters', 'batches'],
      ),
      area(
        'models',
        'the models',
        ['revenue table', 'session table', 'currency column', 'daily snapshot'],
        ['revenue', 'sessions', 'currency', 'snapshot'],
      ),
      area(
        'export',
        'exports',
        ['partner feed', 'column list', 'row count check', 'delivery time'],
        ['feed', 'columns', 'checks', 'schedule'],
      ),
    ],
  },
  {
    name: 'sample/handbook',
    weight: 5,
    agentAppetite: 1.5,
    conventional: false,
    prose: true,
    deployed: false,
    team: [1, 52],
    extension: 'md',
    areas: [
      area(
        'guides',
        'the guides',
        ['setup guide', 'release checklist', 'code tour', 'glossary'],
        ['setup', 'release', 'tour', 'glossary'],
      ),
      area(
        'runbooks',
        'the runbooks',
        ['failover runbook', 'restore drill', 'paging rota', 'post-mortem form'],
        ['failover', 'restore', 'rota', 'post-mortem'],
      ),
    ],
  },
];
