import fc from 'fast-check';
import * as z from 'zod/mini';

/** As much of JSON Schema as zod writes of our own schemas; what is not known here is any value. */
const Schema = z.object({
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  get anyOf() {
    return z.optional(z.array(Schema));
  },
  get oneOf() {
    return z.optional(z.array(Schema));
  },
  type: z.optional(z.string()),
  get properties() {
    return z.optional(z.record(z.string(), Schema));
  },
  required: z._default(z.array(z.string()), []),
  get items() {
    return z.optional(Schema);
  },
  minItems: z._default(z.number(), 0),
  minimum: z._default(z.number(), Number.NEGATIVE_INFINITY),
  maximum: z._default(z.number(), Number.POSITIVE_INFINITY),
  pattern: z.optional(z.string()),
  minLength: z._default(z.number(), 0),
  maxLength: z._default(z.number(), Number.POSITIVE_INFINITY),
});
type Schema = z.output<typeof Schema>;

/** What texts and numbers are drawn from: those that a field takes. */
export interface Pool {
  texts: readonly string[];
  numbers: readonly number[];
}

/** Values that a schema takes, as far as its shape says: what its functions refuse may be among them. */
export function valuesOf(schema: z.ZodMiniType, pool: Pool): fc.Arbitrary<unknown> {
  const told = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return drawn(Schema.parse(told), pool);
}

function drawn(schema: Schema, pool: Pool): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => drawn(one, pool)));
  switch (schema.type) {
    case 'object':
      return objects(schema, pool);
    case 'array':
      return fc.array(drawn(schema.items ?? Schema.parse({}), pool), {
        minLength: schema.minItems,
        maxLength: schema.minItems + 2,
      });
    case 'integer':
    case 'number':
      return oneOf(pool.numbers, (one) => one >= schema.minimum && one <= schema.maximum, 1);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return texts(schema, pool);
  }
}

function objects({ properties = {}, required }: Schema, pool: Pool): fc.Arbitrary<unknown> {
  const parts = Object.entries(properties).map(([name, one]) => {
    const part = drawn(one, pool);
    return [name, required.includes(name) ? part : rarely(part)] as const;
  });
  return fc
    .record(Object.fromEntries(parts))
    .map((told) => Object.fromEntries(Object.entries(told).filter(([, one]) => one !== undefined)));
}

/** Fields that may be left out are so mostly: of many at once, one would nearly always be refused. */
const rarely = (part: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: part });

function texts({ pattern, minLength, maxLength }: Schema, pool: Pool): fc.Arbitrary<unknown> {
  const form = pattern === undefined ? /^/ : new RegExp(pattern, 'u');
  const fits = (one: string) =>
    one.length >= minLength && one.length <= maxLength && form.test(one);
  return oneOf(pool.texts, fits, 'a text that fits nowhere');
}

function oneOf<Value>(
  values: readonly Value[],
  fits: (value: Value) => boolean,
  otherwise: Value,
): fc.Arbitrary<Value> {
  const found = values.filter(fits);
  return found.length === 0 ? fc.constant(otherwise) : fc.constantFrom(...found);
}
