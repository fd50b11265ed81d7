'use client';

import { useViewer } from '@/components/access/viewer';
import classes from '@/components/settings/settings.module.css';

const may = {
  viewer: 'You may read.',
  editor: 'You may read, and decide on regressions, authorship and guardrails.',
  admin: 'You may read, decide and administer.',
};

/** Who one is here, and what one may do. */
export function AccountName() {
  const viewer = useViewer();
  if (viewer === undefined || viewer.person === null) return null;
  const { name, email } = viewer.person;
  return (
    <p className={classes.lead}>
      <bdi>{name}</bdi>, <bdi>{email}</bdi>. {may[viewer.role]}
    </p>
  );
}
