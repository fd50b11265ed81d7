import { expect, it } from 'vitest';
import { toldTo } from '@/lib/http/told-to';

const told = {
  notes: [{ text: 'Ask <ops@example.org>', writtenBy: 'Ada <ada@example.org>', editedAt: null }],
  decision: { decidedBy: 'token 3 (CI)' },
};

it('whoever is nobody in particular is told who did something, not where to write to them', () => {
  expect(toldTo({ by: 'anyone' }, told)).toEqual({
    ...told,
    notes: [{ ...told.notes[0], writtenBy: 'Ada' }],
  });
  expect(toldTo({ by: 'anyone' }, undefined)).toBeUndefined();
  expect(toldTo({ by: 'person' }, told)).toBe(told);
});
