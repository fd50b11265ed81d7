'use client';

import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from '@/components/filters/filters.module.css';

/** One filter: a button that says what it is set to, and its choices behind it. */
export function FilterMenu({
  label,
  value,
  isSet,
  children,
}: {
  label: string;
  value: string;
  isSet: boolean;
  children: ReactNode;
}) {
  return (
    <Popover position="bottom-start" trapFocus returnFocus shadow="md" width={300}>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          className={classes.button ?? ''}
          data-set={isSet}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          <span className={classes.label}>{label}</span>
          <bdi className={classes.value}>{value}</bdi>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children}</Popover.Dropdown>
    </Popover>
  );
}
