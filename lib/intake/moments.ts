import type { LedgerEvent } from '@/lib/domain/event';
import type { Fault } from '@/lib/domain/fault';

const dayMs = 86_400_000;
const earliest = Date.UTC(1990, 0, 1);
const names = ['at', 'mergedAt', 'openedAt'] as const;

/** The first moment of an event that no clock can have shown, seen from when it was received. */
export function impossibleMoment(event: LedgerEvent, receivedAt: Date): Fault | undefined {
  const told: Partial<Record<(typeof names)[number], unknown>> = event;
  for (const path of names) {
    const value = told[path];
    if (typeof value !== 'string') continue;
    const at = Date.parse(value);
    if (at > receivedAt.getTime() + dayMs) {
      return { path, reason: `is more than a day in the future: ${value}` };
    }
    if (!(at >= earliest)) return { path, reason: `is before 1990: ${value}` };
  }
  return undefined;
}
