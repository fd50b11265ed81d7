'use client';

import Link from 'next/link';
import { type ComponentProps, useRef, useState } from 'react';

/** Whoever only passes over a list rests on no link for so long. */
const restMs = 80;

/**
 * A link whose page is fetched once somebody rests on it or reaches it by keyboard. Unasked Next would
 * begin with every link that scrolls into view, which a list of a thousand rows has many of, and bring no
 * more than the frame: every page here is made anew for each request.
 */
export function RestLink(
  props: Omit<
    ComponentProps<typeof Link>,
    'prefetch' | 'onFocus' | 'onMouseEnter' | 'onMouseLeave'
  >,
) {
  const [isWanted, setIsWanted] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (
    <Link
      {...props}
      prefetch={isWanted}
      onFocus={() => setIsWanted(true)}
      onMouseEnter={() => {
        rest.current = setTimeout(() => setIsWanted(true), restMs);
      }}
      onMouseLeave={() => clearTimeout(rest.current)}
    />
  );
}
