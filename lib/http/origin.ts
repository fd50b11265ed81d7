/** Where the reader reached this server, as the proxy before it says if there is one: `http://127.0.0.1:3000`. */
export function originOf(asked: Headers): string {
  const host = asked.get('x-forwarded-host') ?? asked.get('host') ?? 'localhost';
  return `${asked.get('x-forwarded-proto') ?? 'http'}://${host}`;
}
