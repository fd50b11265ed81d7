/** No server has this name; only whether an address leaves it is looked at. */
const here = 'http://own.invalid';

/**
 * A path of our own alone: nobody is sent elsewhere by a link that leads here. It is read as the browser
 * would, which drops tabs and line breaks and takes \ for /, and told as it was read.
 */
export function ownPath(next: string | undefined): string {
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  // A path that begins with two slashes would be read as a host the next time.
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
