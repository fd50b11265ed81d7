/** Does nothing. Next looks for one in the folders above as well, and would find the application's. */
export function register(): void {}
