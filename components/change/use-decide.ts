import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTell } from '@/components/change/decided-part';
import type { Foreseen } from '@/components/change/foreseen';

/**
 * A decision that can be sent: once it was, all that is shown is asked anew, the outcome told, and the
 * focus given to the element of that id, or to the heading of the part. What it makes of an answer is
 * shown at once where it is foreseen, and as it was where the server refuses.
 */
export function useDecide<Sent = void>({
  send,
  said,
  focusId,
  foreseen,
  isGone = false,
}: {
  send: (sent: Sent) => Promise<unknown>;
  /** What is told of the outcome. */
  said: string;
  focusId?: string | undefined;
  foreseen?: Foreseen<Sent> | undefined;
  /** What is foreseen leaves nothing that could say why it was refused: the part says it. */
  isGone?: boolean | undefined;
}) {
  const client = useQueryClient();
  const { tell, refuse, focus } = useTell();
  return useMutation({
    mutationFn: send,
    onMutate: async (sent) => {
      refuse('');
      if (foreseen === undefined) return undefined;
      const queryKey = [foreseen.path];
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData({ queryKey });
      foreseen.put(client, sent);
      focus(focusId);
      return before;
    },
    onError: ({ message }, _, before) => {
      for (const [key, data] of before ?? []) client.setQueryData(key, data);
      if (isGone) refuse(message);
    },
    // Also what was refused: most often somebody else decided meanwhile.
    onSettled: async (_, error) => {
      await client.invalidateQueries();
      if (error !== null) return;
      tell(said);
      if (foreseen === undefined) focus(focusId);
    },
  });
}
