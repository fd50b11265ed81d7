import { hkdfSync } from 'node:crypto';
import { fileSecret, fileSecretBefore, type SecretBox, secretBox } from '@/lib/access/secret-box';
import { env } from '@/lib/env';

/** What everything is sealed with, then what it was sealed with before, while that is still believed. */
function secrets(): [string, ...string[]] {
  const { AFTERMERGE_SECRET, AFTERMERGE_SECRET_BEFORE, AFTERMERGE_DATA } = env();
  const before = AFTERMERGE_SECRET_BEFORE ?? fileSecretBefore(AFTERMERGE_DATA);
  return [
    AFTERMERGE_SECRET ?? fileSecret(AFTERMERGE_DATA),
    ...(before === undefined ? [] : [before]),
  ];
}

/**
 * Secrets of this server for one purpose alone, the same in all of its processes: the present one, then
 * the one before it, where there is one. Each is 64 hex digits, with a number that tells it apart.
 */
function serverSecrets(purpose: string): [ServerSecret, ...ServerSecret[]] {
  const derived = (secret: string): ServerSecret => {
    const bytes = Buffer.from(hkdfSync('sha256', secret, '', `aftermerge ${purpose}`, 32));
    const id = Buffer.from(hkdfSync('sha256', secret, '', `aftermerge ${purpose} id`, 4));
    return { version: id.readUInt32BE(), value: bytes.toString('hex') };
  };
  const [present, ...before] = secrets();
  return [derived(present), ...before.map(derived)];
}
interface ServerSecret {
  version: number;
  value: string;
}

/** The box that secrets are stored in by this server. */
export const storedBox = (): SecretBox => secretBox(secrets());

/**
 * What better-auth signs sessions and seals second factors and tokens of accounts elsewhere with. `secret`
 * opens what it sealed before it wrote down with which one.
 */
export function sessionSecrets(): { secret: string; secrets: [ServerSecret, ...ServerSecret[]] } {
  const secrets = serverSecrets('sessions');
  const oldest = secrets.at(-1) ?? secrets[0];
  return { secret: oldest.value, secrets };
}
