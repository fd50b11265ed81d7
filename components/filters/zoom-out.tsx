import { Button } from '@mantine/core';

/** The way back from a closer look, where there is one. */
export function ZoomOut({ onClick }: { onClick: (() => void) | undefined }) {
  if (onClick === undefined) return null;
  return (
    <Button variant="subtle" size="compact-sm" onClick={onClick}>
      Zoom out
    </Button>
  );
}
