'use client';

import { useState } from 'react';

/** Copies texts; what came of the last, or undefined before. Over plain http browsers have no clipboard. */
export function useCopy() {
  const [copied, setCopied] = useState<'copied' | 'refused'>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('copied');
    } catch {
      setCopied('refused');
    }
  };
  return { copied, copy };
}
