'use client';

import { Failed } from '@/components/layout/failed';
import { PageHead } from '@/components/layout/page-head';

export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const trace = error.digest === undefined ? '' : ` The log has it under ${error.digest}.`;
  return (
    <>
      <PageHead title="Something is wrong" />
      <Failed
        what="This page could not be put together."
        why={`Most often the database is out of reach for a moment.${trace}`}
        retry={retry}
      />
    </>
  );
}
