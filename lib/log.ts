import { pino } from 'pino';

/** One line of JSON an event, on standard error: standard output belongs to what a command answers. */
export const log = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination(2),
);
