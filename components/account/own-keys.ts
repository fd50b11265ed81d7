/** What the lists are kept under that better-auth is asked for. */
export const passkeysKey = ['passkeys'];
export const linkedAccountsKey = ['linked-accounts'];
