import { reseal } from '@/lib/access/reseal';
import { runCommand } from '@/lib/cli/run-command';
import { withDatabase } from '@/lib/cli/with-database';

await runCommand(() =>
  withDatabase(async (database) => {
    const count = await reseal(database, 'npm run reseal');
    console.log(
      count === 0
        ? 'Everything was sealed with the present secret already.'
        : `${count} secrets are sealed with the present one now.`,
    );
    console.log('The secret before it is needed no more.');
  }),
);
