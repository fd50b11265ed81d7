import * as z from 'zod/mini';
import { readAs } from '@/lib/domain/fault';
import { Problem } from '@/lib/problem';

const Text = z.string().check(z.minLength(1));

/** The value of one variable; an empty one counts as not set. */
function read<Schema extends z.ZodMiniType>(name: string, schema: Schema): z.output<Schema> {
  const { value, fault } = readAs(schema, process.env[name] || undefined);
  if (fault) throw new Problem(`The environment variable ${name} ${fault.reason}.`);
  return value;
}

/** The only reader of process.env. Read when asked, so that building needs no database. */
export const env = {
  /** Where PostgreSQL is; the start command sets it for the server when it brings its own. */
  get databaseUrl() {
    return read('DATABASE_URL', Text);
  },
  /** The folder of the embedded database and of keys. */
  get dataFolder() {
    return read('AFTERMERGE_DATA', z._default(Text, '.data'));
  },
  /** What secrets are encrypted with; without it a key file in the data folder. */
  get secret() {
    return read('AFTERMERGE_SECRET', z.optional(Text));
  },
  get githubWebhookSecret() {
    return read('GITHUB_WEBHOOK_SECRET', z.optional(Text));
  },
  /** The secret before this one, still accepted while senders change over. */
  get githubWebhookSecretBefore() {
    return read('GITHUB_WEBHOOK_SECRET_BEFORE', z.optional(Text));
  },
  /** Answers are checked against their contract everywhere but in production. */
  get checkReplies() {
    return process.env.NODE_ENV !== 'production';
  },
};
