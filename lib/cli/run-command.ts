import { Problem } from '@/lib/problem';

/** The person pressed Ctrl-C, or something sent SIGTERM. */
class Interrupted extends Problem {
  override message = 'Interrupted.';
}

/** Runs what a person typed. A problem that they can solve is told in its one sentence; exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
  }
}

/**
 * Settles with the first signal that asks this process to end. Later ones are ignored: a terminal and
 * npm both send one for a single Ctrl-C.
 */
export function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
  });
}

/** What the work comes to, unless it is interrupted: then the command ends where it stands. */
export function orInterrupted<Answer>(
  interrupted: Promise<void>,
  work: Promise<Answer>,
): Promise<Answer> {
  const end = interrupted.then((): never => {
    throw new Interrupted();
  });
  return Promise.race([work, end]);
}
