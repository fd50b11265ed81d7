'use client';

import { Suspense, useEffect, useRef, useState } from 'react';
import { later } from '@/components/later';
import classes from '@/components/layout/jump.module.css';
import { useGo } from '@/components/layout/use-go';

const JumpSearch = later(async () => (await import('@/components/layout/jump-search')).JumpSearch);

/** Goes anywhere by a few letters: ⌘K or Ctrl+K opens it from every page. */
export function Jump() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { go, sign } = useGo();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.metaKey && !event.ctrlKey) return;
      // Between this key and the next there is time for it to come.
      JumpSearch.load();
      if (event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setIsOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  return (
    <>
      <button
        type="button"
        className={classes.opener}
        aria-keyshortcuts="Meta+K Control+K"
        onPointerEnter={JumpSearch.load}
        onFocus={JumpSearch.load}
        onClick={() => setIsOpen(true)}
      >
        Jump to … <kbd>⌘K</kbd>
      </button>
      {isOpen && (
        <dialog
          ref={dialog}
          className={classes.dialog}
          aria-label="Jump to a page"
          onClose={() => setIsOpen(false)}
        >
          <Suspense fallback={null}>
            <JumpSearch
              onChosen={({ href }) => {
                go(href);
                dialog.current?.close();
              }}
            />
          </Suspense>
        </dialog>
      )}
      {sign}
    </>
  );
}
