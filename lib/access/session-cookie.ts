/** For this host alone, and never over plain HTTP but from one's own machine. */
export const cookiePrefix = '__Host-aftermerge';

/** The cookie that a browser is known by once somebody has signed in there. */
export const sessionCookie = `${cookiePrefix}.session_token`;
