import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** Runs SQL outside of any transaction on a connection of its own, as CREATE DATABASE wants it. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A new database on the server of the URL: empty, or a copy of the template. Returns its URL. */
export async function createDatabase(serverUrl: string, template = 'template0'): Promise<string> {
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

/** Drops the database of the URL, whoever is still connected to it. */
export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  await administer(serverUrl, `drop database ${databaseName(url)} with (force)`);
}

export function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}
