import * as z from 'zod/mini';
import { cut } from '@/lib/history/cut';
import type { WrittenLines } from '@/lib/history/written-lines';

/** Where the reference implementation keeps its records, one a line. */
export const tracePath = '.agent-trace/traces.jsonl';

const Contributor = z.nullish(z.object({ type: z.string(), model_id: z.nullish(z.string()) }));
const Record = z.object({
  vcs: z.object({
    type: z.literal('git'),
    revision: z.string().check(z.regex(/^[0-9a-f]{40,64}$/)),
  }),
  tool: z.nullish(z.object({ name: z.nullish(z.string()) })),
  files: z.array(
    z.object({
      path: z.string(),
      conversations: z.array(
        z.object({
          contributor: Contributor,
          ranges: z.array(
            z.object({ start_line: z.int(), end_line: z.int(), contributor: Contributor }),
          ),
        }),
      ),
    }),
  ),
});

/**
 * What one record of an agent-trace says (github.com/cursor/agent-trace, RFC 0.1.0): which lines of a
 * revision a tool wrote, alone or together with a person. Undefined where it is no record of a git
 * commit.
 */
export function readAgentTrace(
  line: string,
): { revision: string; written: WrittenLines[] } | undefined {
  const record = Record.safeParse(jsonOf(line));
  if (!record.success) return undefined;
  const { vcs, tool, files } = record.data;
  const written = files.flatMap(({ path, conversations }) =>
    conversations.flatMap(({ contributor, ranges }) =>
      ranges.flatMap(({ start_line, end_line, contributor: own }): WrittenLines[] => {
        const { type, model_id: model } = own ?? contributor ?? {};
        if (type !== 'ai' && type !== 'mixed') return [];
        return [
          {
            path: path.replace(/^\.\//, ''),
            tool: cut(tool?.name || 'unknown', 200),
            ...(model ? { model: cut(model, 200) } : {}),
            ranges: [[start_line, end_line]],
          },
        ];
      }),
    ),
  );
  return { revision: vcs.revision, written };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
