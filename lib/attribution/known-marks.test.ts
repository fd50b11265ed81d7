import { describe, expect, it } from 'vitest';
import { knownMarks } from '@/lib/attribution/known-marks';
import { readablePattern } from '@/lib/attribution/readable-pattern';

describe('what is known, in words', () => {
  it.each([
    [/^claude\/./, 'claude/…'],
    [/^devin\/\d{10}-/, 'devin/<10 digits>-…'],
    [/^v0\/[\w.-]+-[0-9a-f]{8}$/, 'v0/…-<8 hex digits>'],
    [/app\.devin\.ai\/sessions\//i, '…app.devin.ai/sessions/…'],
    [/^Made-with:\s*Cursor$/i, 'Made-with: Cursor'],
    [/^openhands-fix-(?:issue|pr)-\d+/, 'openhands-fix-(issue / pr)-<number>…'],
    [/^Gemini(?: CLI)?$/, 'Gemini[ CLI]'],
  ])('reads %s', (pattern, words) => {
    expect(readablePattern(pattern)).toBe(words);
  });

  it('holds nothing that only a program reads', () => {
    for (const { pattern } of knownMarks) expect(pattern).not.toMatch(/[\\^$*+{}|?]/);
  });
});
