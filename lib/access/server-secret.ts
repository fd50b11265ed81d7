import { hkdfSync } from 'node:crypto';
import { fileSecret } from '@/lib/access/secret-box';
import { env } from '@/lib/env';

/** A secret of this server for one purpose alone, the same in all of its processes: 64 hex digits. */
export function serverSecret(purpose: string): string {
  const secret = env().AFTERMERGE_SECRET ?? fileSecret(env().AFTERMERGE_DATA);
  return Buffer.from(hkdfSync('sha256', secret, '', `aftermerge ${purpose}`, 32)).toString('hex');
}
