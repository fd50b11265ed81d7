import { IconCircleCheck, IconCircleDashed, IconEyeglass } from '@tabler/icons-react';
import classes from '@/components/trust/trust.module.css';
import { trustLabels } from '@/components/trust/trust-words';
import type { Trust } from '@/lib/api/trust';

const icons = {
  'normal-review': IconCircleCheck,
  'second-pair': IconEyeglass,
  'not-proven': IconCircleDashed,
} as const;

/** What is said of a cell, as a sign and in words. */
export function TrustMark({ trust }: { trust: Trust }) {
  const Icon = icons[trust];
  return (
    <span className={classes.mark} data-trust={trust}>
      <Icon size={17} aria-hidden="true" /> {trustLabels[trust]}
    </span>
  );
}
