/** A file that is written while it is read. The first text is awaited, so that failures still have their status. */
export async function streamed(
  texts: AsyncGenerator<string>,
  { name, type }: { name: string; type: string },
): Promise<Response> {
  const first = await texts.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    start(controller) {
      if (first.value !== undefined) controller.enqueue(encoder.encode(first.value));
    },
    async pull(controller) {
      const next = await texts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
