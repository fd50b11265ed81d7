import { Client } from 'pg';
import { type EmbeddedDatabase, openEmbedded } from '@/lib/db/embedded';
import { Problem } from '@/lib/problem';

export type OpenDatabase = EmbeddedDatabase;

type Options = {
  /** A PostgreSQL that runs already; without it the embedded one under the data folder is used. */
  databaseUrl: string | undefined;
  dataFolder: string;
  /** Takes one line for the person at the terminal. */
  report?: (line: string) => void;
};

const oldestVersion = 15;

/** The database to work on, reachable and new enough. Release it at the end. */
export async function openDatabase({
  databaseUrl,
  dataFolder,
  report = () => {},
}: Options): Promise<OpenDatabase> {
  if (databaseUrl === undefined) return openEmbedded({ dataFolder, report });
  await checkServer(databaseUrl);
  return { url: databaseUrl, lost: new Promise(() => {}), release: async () => {} };
}

async function checkServer(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query('show server_version');
    refuseOldServer(String(rows[0]?.server_version));
  } catch (error) {
    throw error instanceof Problem ? error : connectionProblem(url, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Throws for a server older than the oldest that Aftermerge runs on. */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= oldestVersion) return;
  throw new Problem(
    `DATABASE_URL leads to PostgreSQL ${version}, but Aftermerge needs ${oldestVersion} or later: upgrade it, or unset DATABASE_URL to use the embedded one.`,
  );
}

/** Why no connection came about, without the password that the URL holds. */
export function connectionProblem(url: string, error: unknown): Problem {
  const server = addressOf(url);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case '28P01':
    case '28000':
      return new Problem(
        `The PostgreSQL at ${server} does not let this user in (${message}): correct user and password in DATABASE_URL.`,
      );
    case '3D000':
      return new Problem(
        `The PostgreSQL at ${server} has no such database (${message}): create it, or correct DATABASE_URL.`,
      );
    default:
      return new Problem(
        `No PostgreSQL answers at ${server} (${message || code}): start it, correct DATABASE_URL, or unset it to use the embedded one.`,
      );
  }
}

function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the address in DATABASE_URL';
}
