import { type Logger, pino } from 'pino';
import { env } from '@/lib/env';
import { errorFacts } from '@/lib/error-facts';

let logger: Logger | undefined;

/** What must never be logged, should anybody hand it over with something else. */
const secrets = ['authorization', 'cookie', 'password', 'secret', 'token', 'key', 'email'];

/**
 * The one logger: a line of JSON for each thing worth telling, with nobody's data in it. Standard output
 * belongs to what a command answers.
 */
export function log(): Logger {
  logger ??= pino(
    {
      level: env().LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFacts },
      redact: secrets.flatMap((name) => [name, `*.${name}`]),
    },
    pino.destination(2),
  );
  return logger;
}
