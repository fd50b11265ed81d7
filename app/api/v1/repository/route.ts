import { repositoryQuestion } from '@/lib/api/repository';
import { answers } from '@/lib/http/answers';
import { unknownRepository } from '@/lib/http/unknown-repository';
import { whatGoes } from '@/lib/intake/delete-repository';

/** What goes when a repository is deleted: 404 where there is none of that name. */
export const GET = answers(repositoryQuestion, async (prisma, asked) => {
  const found = await whatGoes(prisma, asked);
  if (found === undefined) throw unknownRepository(asked.name);
  return found;
});
