import { Failure } from '@/lib/http/failure';

/**
 * The raw bytes of a request's body, at most `limitBytes` of them: what is larger is refused without
 * being held. Compressed bodies are refused, because the cap must hold for what they would become.
 */
export async function readBody(
  request: Request,
  limitBytes: number,
  timeoutMs = 10_000,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new Failure('unsupported-type', `Send the body without Content-Encoding: ${encoding}.`);
  }
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes);
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const deadline = Date.now() + timeoutMs;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await inTime(nextOf(reader), deadline - Date.now());
    if (done) return joined(chunks, length);
    length += value.byteLength;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(value);
  }
}

/** The next bytes; what keeps them from coming is that the sender hung up. */
const nextOf = (reader: ReadableStreamDefaultReader<Uint8Array>) =>
  reader.read().catch(() => {
    throw new Failure('broken-off');
  });

function tooLarge(limitBytes: number): Failure {
  const limit = `${Math.floor(limitBytes / 1024 / 1024)} MB`;
  return new Failure('too-large', `The body is larger than ${limit}, the most that is taken here.`);
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('too-slow')), Math.max(0, timeoutMs));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
