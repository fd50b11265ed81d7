/**
 * Something that the person at the terminal can put right. The message says in one sentence what is
 * wrong and what to do; it is shown alone, without a stack.
 */
export class Problem extends Error {
  override name = 'Problem';
}
