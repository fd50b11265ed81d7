/** Where PostgreSQL tells that numbers may have changed: lib/ledger says so, lib/http/ledger-pulse.ts hears. */
export const ledgerChannel = 'ledger';
