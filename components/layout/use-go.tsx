'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { UnderWay } from '@/components/layout/under-way';

/** Goes where no link was clicked, such as by a key; `sign` says that the page is on its way. */
export function useGo(): { go: (href: string) => void; sign: ReactNode } {
  const router = useRouter();
  const [isUnderWay, start] = useTransition();
  return { go: (href) => start(() => router.push(href)), sign: isUnderWay && <UnderWay /> };
}
