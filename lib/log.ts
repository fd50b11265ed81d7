import { type Logger, pino } from 'pino';
import { env } from '@/lib/env';

let logger: Logger | undefined;

/** The one logger: a line of JSON for each thing worth telling. Standard output belongs to what a command answers. */
export function log(): Logger {
  logger ??= pino(
    { level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
  return logger;
}
