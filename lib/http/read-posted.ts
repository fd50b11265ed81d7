import type * as z from 'zod/mini';
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
  const text = new TextDecoder().decode(await readBody(request, limitBytes));
  try {
    return jsonOf(text);
  } catch {
    throw new Failure('bad-request', 'The body is not JSON.');
  }
}
