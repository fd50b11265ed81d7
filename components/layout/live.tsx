'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ask } from '@/components/ask';
import { pulseQuestion } from '@/lib/api/pulse';

const lookMs = 2_000;
const restMs = 3_000;
/** News that never ends must not keep server and page busy: they rest ten times as long as they worked. */
const restTimes = 10;

const asked = ask(pulseQuestion, {});

/** Has an open page ask anew when something arrived; it shows nothing itself. */
export function Live() {
  const client = useQueryClient();
  const { data } = useQuery({ ...asked, refetchInterval: lookMs, staleTime: 0 });
  const shown = useRef<string>(undefined);
  const restUntil = useRef(0);
  const beat = data?.beat;
  useEffect(() => {
    shown.current ??= beat;
    if (beat === undefined || beat === shown.current) return;
    const renew = async () => {
      shown.current = beat;
      const startedAt = Date.now();
      restUntil.current = Number.POSITIVE_INFINITY;
      const [pulse] = asked.queryKey;
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== pulse });
      restUntil.current = Date.now() + Math.max(restMs, (Date.now() - startedAt) * restTimes);
    };
    const wait = Math.min(Math.max(0, restUntil.current - Date.now()), 60_000);
    const timer = setTimeout(() => void renew(), wait);
    return () => clearTimeout(timer);
  }, [beat, client]);
  return null;
}
