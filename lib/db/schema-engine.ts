import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool } from 'pg';

/**
 * Does some work with Prisma's schema engine on the database at the URL. It is the build in
 * WebAssembly, which comes from the npm registry like everything else; Prisma's own command line would
 * download a program first.
 */
export async function withSchemaEngine<Answer>(
  url: string,
  schema: { path: string; content: string },
  work: (engine: bindings.SchemaEngine) => Promise<Answer>,
): Promise<Answer> {
  await loadBindings();
  // The engine leaves connections of its own pool open.
  const pool = new Pool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const datamodels: [string, string][] = [[schema.path, schema.content]];
  try {
    const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, adapter);
    return await work(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}

let loaded: Promise<void> | undefined;

function loadBindings(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const code = readFileSync(join(dirname(main), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(code, {
    './schema_engine_bg.js': { ...bindings },
  });
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function') throw new Error('The schema engine has no start function.');
  bindings.__wbg_set_wasm(instance.exports);
  start();
}
