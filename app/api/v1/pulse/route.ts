import { ledgerBeat } from '@/lib/http/ledger-pulse';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

/** Every open page asks every few seconds, so it leaves no line in the log. */
export const GET = route(async () => reply({ beat: ledgerBeat() }), { isLogged: false });
