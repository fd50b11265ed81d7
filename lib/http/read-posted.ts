import type * as z from 'zod/mini';
import { storableJson } from '@/lib/db/json';
import { readAs } from '@/lib/domain/fault';
import { jsonOf } from '@/lib/domain/json';
import { readBody } from '@/lib/http/body';
import { Failure } from '@/lib/http/failure';

const limitBytes = 256 * 1024;

/**
 * What one of our own pages sends to change something, read by its schema.
 * @throws Failure with the field at fault and what is wrong with it.
 */
export async function readPosted<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { value, fault } = readAs(schema, await readJson(request));
  if (fault) throw new Failure('bad-request', `${fault.path} ${fault.reason}.`.trim(), fault.path);
  return value;
}

async function readJson(request: Request): Promise<unknown> {
  const value = parsed(new TextDecoder().decode(await readBody(request, limitBytes)));
  // What a person typed is refused rather than kept as something else.
  if (storableJson(value) !== JSON.stringify(value)) {
    throw new Failure('bad-request', 'The body has NUL characters, or halves of characters.');
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return jsonOf(text);
  } catch {
    throw new Failure('bad-request', 'The body is not JSON.');
  }
}
