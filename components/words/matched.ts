import type { Matched } from '@/lib/api/compare';

/** What the ratio of like with like hangs on: a single repository, and the days after merge. */
export function hingeWords({
  mostInfluential,
  proportional,
}: Pick<Matched, 'mostInfluential' | 'proportional'>): string {
  const told: string[] = [];
  if (mostInfluential !== null) {
    const { repository, ratioWithout } = mostInfluential;
    const without = Number(ratioWithout.toPrecision(2));
    told.push(`Leaving out ${repository}, which moves it most, makes it ${without} times.`);
  }
  if (!proportional) {
    told.push(
      'The ratio is not the same on all days after merge: the curves say more than one number.',
    );
  }
  return told.join(' ');
}
