import { withoutValues } from '@/lib/error-facts';
import { logPages } from '@/lib/http/log-pages';
import { log } from '@/lib/log';

/**
 * Next calls this before it serves. It tells of pages that failed on the console, with all that an error
 * carries: that goes through our log, which leaves out whatever may be somebody's.
 */
export function register(): void {
  logPages();
  console.error = (...said: unknown[]) => {
    const words = said.filter((one) => typeof one === 'string').join(' ');
    log().error({ err: said.find((one) => one instanceof Error) }, withoutValues(words));
  };
}
