'use client';

import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, Suspense, useId, useRef, useState } from 'react';
import classes from '@/components/filters/filters.module.css';

/**
 * Has a menu that would reach past the screen end where its button ends, and take the focus. The same
 * function on every render, so that it does both once, when it opens.
 */
function show(panel: HTMLElement | null) {
  if (panel === null) return;
  const { right } = panel.getBoundingClientRect();
  panel.dataset.late = String(right > document.documentElement.clientWidth);
  panel.focus({ preventScroll: true });
}

/**
 * One filter: a button that says what it is set to, and its choices right behind it in tab order. It
 * closes with Escape and when the focus leaves it. Paper has words in its place.
 */
export function FilterMenu({
  label,
  value,
  whole = value,
  isSet,
  load,
  children,
}: {
  label: string;
  value: string;
  /** The value in full, where the button has room for a part of it. */
  whole?: string;
  isSet: boolean;
  /** Has the code of the choices come, since they may be wanted next. */
  load: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the controls inside
    <div
      className={classes.menu}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setIsOpen(false);
      }}
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !isOpen) return;
        setIsOpen(false);
        button.current?.focus();
      }}
    >
      <Button
        ref={button}
        variant="default"
        size="compact-sm"
        className={classes.button ?? ''}
        data-set={isSet}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        onPointerEnter={load}
        onFocus={load}
        // The focus stays in the open menu until the click decides, as Safari gives it to no button.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className={classes.label}>{label}</span>
        <bdi className={classes.value}>{value}</bdi>
      </Button>
      <span data-print="only">
        {label}: <bdi>{whole}</bdi>
      </span>
      {isOpen && (
        <Suspense fallback={null}>
          <fieldset id={id} ref={show} tabIndex={-1} className={classes.panel} aria-label={label}>
            {children}
          </fieldset>
        </Suspense>
      )}
    </div>
  );
}
