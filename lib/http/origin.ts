import { type Environment, env } from '@/lib/env';

/**
 * Where readers reach this server: what AFTERMERGE_URL says; else what the first proxy was asked for, where
 * proxies are trusted; else what this server was asked for: `http://127.0.0.1:3000`.
 */
export function originOf(
  asked: Headers,
  { AFTERMERGE_URL, AFTERMERGE_TRUST_PROXY }: Told = env(),
): string {
  if (AFTERMERGE_URL !== undefined) return new URL(AFTERMERGE_URL).origin;
  const forwarded = (name: string) =>
    AFTERMERGE_TRUST_PROXY > 0
      ? asked.get(`x-forwarded-${name}`)?.split(',')[0]?.trim()
      : undefined;
  const host = forwarded('host') || asked.get('host') || 'localhost';
  return `${forwarded('proto') === 'https' ? 'https' : 'http'}://${host}`;
}
type Told = Pick<Environment, 'AFTERMERGE_URL' | 'AFTERMERGE_TRUST_PROXY'>;
