'use client';

import Link, { useLinkStatus } from 'next/link';
import { type ComponentProps, useRef, useState } from 'react';
import { UnderWay } from '@/components/layout/under-way';

/** Whoever only passes over a list rests on no link for so long. */
const restMs = 80;

/**
 * A link whose page is fetched once somebody rests on it or reaches it by keyboard. Unasked Next would
 * begin with every link that scrolls into view, which a list of a thousand rows has many of, and bring no
 * more than the frame: every page here is made anew for each request. While its page is on the way, a bar
 * says so.
 */
export function RestLink({
  onFocus,
  onMouseEnter,
  onMouseLeave,
  children,
  ...props
}: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [isWanted, setIsWanted] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (
    <Link
      {...props}
      prefetch={isWanted}
      onFocus={(event) => {
        setIsWanted(true);
        onFocus?.(event);
      }}
      onMouseEnter={(event) => {
        rest.current = setTimeout(() => setIsWanted(true), restMs);
        onMouseEnter?.(event);
      }}
      onMouseLeave={(event) => {
        clearTimeout(rest.current);
        onMouseLeave?.(event);
      }}
    >
      {children}
      <Following />
    </Link>
  );
}

function Following() {
  return useLinkStatus().pending ? <UnderWay /> : null;
}
