/** A JSON answer that nobody may cache: what it tells can change with the next delivery. */
export function reply(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
