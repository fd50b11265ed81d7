import { hkdfSync } from 'node:crypto';
import { fileSecret, type SecretBox, secretBox } from '@/lib/access/secret-box';
import { env } from '@/lib/env';

const secret = () => env().AFTERMERGE_SECRET ?? fileSecret(env().AFTERMERGE_DATA);

/** A secret of this server for one purpose alone, the same in all of its processes: 64 hex digits. */
export function serverSecret(purpose: string): string {
  const derived = hkdfSync('sha256', secret(), '', `aftermerge ${purpose}`, 32);
  return Buffer.from(derived).toString('hex');
}

/** The box that secrets are stored in by this server. */
export const storedBox = (): SecretBox => secretBox(secret());
