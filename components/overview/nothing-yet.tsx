import { Empty } from '@/components/layout/empty';

/** For those who cannot bring data in themselves. */
export function NothingYet() {
  return (
    <Empty title="There is nothing to see yet" heading="h1">
      No repository that you see has been imported or told of. An administrator can bring one in, or
      add you to a team that has some.
    </Empty>
  );
}
