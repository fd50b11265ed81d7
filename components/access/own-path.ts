/** A path of our own alone: nobody is sent elsewhere by a link that leads here. */
export function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
