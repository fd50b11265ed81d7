'use client';

import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';

/** Light or dark, by hand; until then as the system says. The icons are swapped by CSS, so nothing flashes. */
export function ThemeSwitch() {
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Switch between light and dark"
      onClick={() => toggleColorScheme()}
    >
      <IconMoon className="mantine-dark-hidden" size={18} stroke={1.6} aria-hidden="true" />
      <IconSun className="mantine-light-hidden" size={18} stroke={1.6} aria-hidden="true" />
    </ActionIcon>
  );
}
