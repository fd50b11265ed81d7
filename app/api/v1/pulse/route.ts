import { ledgerBeat } from '@/lib/http/ledger-pulse';
import { reply } from '@/lib/http/reply';

/** Every open page asks every few seconds, so it leaves no line in the log. */
export function GET() {
  return reply({ beat: ledgerBeat() });
}
