import * as z from 'zod/mini';

/** POST /api/v1/sample loads the sample organisation, DELETE removes it; both answer with this. */
export const SampleAnswer = z.object({ repositories: z.int(), changes: z.int() });
export type SampleAnswer = z.output<typeof SampleAnswer>;
