import { type APIRequestContext, expect, request } from '@playwright/test';
import type { OwnProcess } from '@/e2e/own-process';
import { password } from '@/e2e/sign-up';

/** A client of a process that the test started, as its own pages are. */
export const clientOf = ({ url }: OwnProcess, headers: Record<string, string> = {}) =>
  request.newContext({
    baseURL: url,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin: url, ...headers },
  });

/** The address that makes the first administrator, once the process has printed it. */
export async function firstAddress({ said }: OwnProcess): Promise<string> {
  await expect.poll(said).toMatch(oneTime);
  return said();
}

const oneTime = /\/join#([\w-]{43})/;

/** Somebody who came by a one-time address, signed in. */
export async function joined(
  started: OwnProcess,
  address: string,
  email: string,
): Promise<APIRequestContext> {
  const client = await clientOf(started);
  const [, key] = oneTime.exec(address) ?? [];
  const person = { key, name: 'Somebody', email, password };
  expect((await client.post('/api/v1/join', { data: person })).status()).toBe(201);
  const data = { email, password };
  expect((await client.post('/api/auth/sign-in/email', { data })).status()).toBe(200);
  return client;
}

/** A client with a token that an administrator makes for it. */
export async function tokenClient(
  started: OwnProcess,
  administrator: APIRequestContext,
  draft: { name: string; scopes: string[]; repositories?: string[] },
): Promise<APIRequestContext> {
  const made = await administrator.post('/api/v1/tokens', { data: draft });
  return clientOf(started, { authorization: `Bearer ${(await made.json()).token}` });
}
