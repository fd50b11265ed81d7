'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTell } from '@/components/change/decided-part';

/**
 * A decision that can be sent: once it was, all that is shown is asked anew, the outcome told, and the
 * focus given to the element of that id, or to the heading of the part.
 */
export function useDecide<Sent = void>({
  send,
  said,
  focusId,
}: {
  send: (sent: Sent) => Promise<unknown>;
  /** What is told of the outcome. */
  said: string;
  focusId?: string | undefined;
}) {
  const client = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: send,
    // Also what was refused: most often somebody else decided meanwhile.
    onSettled: async (_, error) => {
      await client.invalidateQueries();
      if (error === null) tell(said, focusId);
    },
  });
}
