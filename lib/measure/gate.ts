import type { GateAnswer, GateAsk } from '@/lib/api/gate';
import { trustQuestion } from '@/lib/api/trust';
import type { Database } from '@/lib/db/client';
import { noCounts } from '@/lib/measure/counts';
import { budgetOf, trust, trustCell } from '@/lib/measure/trust';

/**
 * What its record allows to be said of an agent's next change of a kind in a repository. Where there is
 * none, nothing is proven.
 * @returns undefined where no such repository is known.
 */
export async function gate(
  database: Database,
  { repository, agent, kindOfWork: kind, window: windowDays }: GateAsk,
): Promise<GateAnswer | undefined> {
  const kindOfWork = kind ?? null;
  const known = await database.repository.count({ where: { name: repository } });
  if (known === 0) return undefined;
  const asked = { repository: [repository], window: windowDays, ...(agent && { agent: [agent] }) };
  const [told] = (await trust(database, trustQuestion.ask.parse(asked))).rows;
  const budget = told?.budget ?? (await budgetOf(database, repository));
  // The first row is that of all agents, or of the only one.
  const found = told?.agents[0]?.cells.find((cell) => cell.kindOfWork === kindOfWork);
  const nothing = { kindOfWork, counts: noCounts, people: undefined, budget, windowDays };
  const cell = found ?? trustCell(nothing);
  return { ok: cell.trust === 'normal-review', repository, agent: agent ?? null, budget, ...cell };
}
