import * as z from 'zod/mini';
import { Problem } from '@/lib/problem';

const filled = z.string().check(z.minLength(1));
const portRange = 'must be a number from 0 to 65535';
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const Environment = z.object({
  /** A PostgreSQL of one's own; without it the embedded one is used. */
  DATABASE_URL: z.optional(
    z.string().check(z.regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')),
  ),
  /** Where everything that Aftermerge keeps is. */
  AFTERMERGE_DATA: z._default(filled, '.data'),
  PORT: z._default(
    z.coerce
      .number(portRange)
      .check(z.int(portRange), z.minimum(0, portRange), z.maximum(65_535, portRange)),
    3000,
  ),
  HOST: z._default(filled, '127.0.0.1'),
  GITHUB_WEBHOOK_SECRET: z.optional(filled),
  /** The secret before this one, still believed while the sender changes over. */
  GITHUB_WEBHOOK_SECRET_BEFORE: z.optional(filled),
  /** What npm run backfill reads GitHub's and GitLab's API with. */
  GITHUB_TOKEN: z.optional(filled),
  GITLAB_TOKEN: z.optional(filled),
  /** What stored secrets are encrypted with; without it one is made in the data folder. */
  AFTERMERGE_SECRET: z.optional(
    z.string().check(z.minLength(16, 'must have at least 16 characters')),
  ),
  /** The secret before it, which still opens what it sealed, until npm run reseal was run. */
  AFTERMERGE_SECRET_BEFORE: z.optional(
    z.string().check(z.minLength(16, 'must have at least 16 characters')),
  ),
  /** Where people reach this server: `https://aftermerge.example.org`. Needed wherever that is not this machine itself. */
  AFTERMERGE_URL: z.optional(
    z.url({
      protocol: /^https?$/,
      error: 'must be an address like https://aftermerge.example.org',
    }),
  ),
  /** How many proxies before this server write X-Forwarded-For truly; none unless said. */
  AFTERMERGE_TRUST_PROXY: z._default(
    z.coerce
      .number('must be a number from 0 to 9')
      .check(
        z.int(),
        z.minimum(0, 'must be a number from 0 to 9'),
        z.maximum(9, 'must be a number from 0 to 9'),
      ),
    0,
  ),
  /** For how many seconds it serves on once told to stop, while /readyz says that it will. */
  AFTERMERGE_DRAIN_SECONDS: z._default(
    z.coerce
      .number('must be a number from 0 to 300')
      .check(
        z.minimum(0, 'must be a number from 0 to 300'),
        z.maximum(300, 'must be a number from 0 to 300'),
      ),
    0,
  ),
  /** Hosts that this server may ask although they are at no public address, by commas. */
  AFTERMERGE_ALLOWED_HOSTS: z._default(
    z.pipe(
      z.string(),
      z.transform((text) => text.split(',').map((host) => host.trim().toLowerCase())),
    ),
    [],
  ),
  /** `1`: whoever reaches the pages may read everything, without signing in. */
  AFTERMERGE_OPEN: z.optional(z.literal('1', 'must be 1 or unset')),
  /** Accounts elsewhere that people may sign in with: each needs both. */
  GITHUB_CLIENT_ID: z.optional(filled),
  GITHUB_CLIENT_SECRET: z.optional(filled),
  GITLAB_CLIENT_ID: z.optional(filled),
  GITLAB_CLIENT_SECRET: z.optional(filled),
  /** A GitLab of one's own. */
  GITLAB_URL: z.optional(z.url('must be an address like https://gitlab.example.org')),
  GOOGLE_CLIENT_ID: z.optional(filled),
  GOOGLE_CLIENT_SECRET: z.optional(filled),
  /** Any other OpenID Connect provider, by its issuer, and what the button calls it. */
  OIDC_ISSUER: z.optional(z.url('must be an address like https://login.example.org')),
  OIDC_CLIENT_ID: z.optional(filled),
  OIDC_CLIENT_SECRET: z.optional(filled),
  OIDC_NAME: z._default(filled, 'single sign-on'),
  /** `apart`: background work is left to npm run worker. */
  AFTERMERGE_WORKER: z._default(z.enum(['here', 'apart'], 'must be here or apart'), 'here'),
  NODE_ENV: z.optional(filled),
  CHROMIUM_PATH: z.optional(filled),
  LOG_LEVEL: z._default(z.enum(levels, `must be one of ${levels.join(', ')}`), 'info'),
  PATH: z.optional(z.string()),
  /** Where npm was called from: paths on the command line are relative to it. */
  INIT_CWD: z.optional(filled),
});
export type Environment = z.output<typeof Environment>;

/** What the environment says, with defaults. Empty variables count as absent; a wrong one is named. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.entries(variables).filter(([, value]) => value !== '');
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.join('.') ?? 'environment';
  throw new Problem(
    `The environment variable ${name} ${issue?.message ?? 'cannot be read'}: correct or unset it.`,
  );
}

let environment: Environment | undefined;

/** The environment of this process, read on first use. */
export function env(): Environment {
  environment ??= readEnvironment(process.env);
  return environment;
}

/** The environment to give to a program that we start: ours, and what it must know besides. */
export function childEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}
