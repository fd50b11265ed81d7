import Link from 'next/link';
import { Empty } from '@/components/layout/empty';

export default function NotFound() {
  return (
    <Empty title="There is nothing here" heading="h1">
      No page, change or regression is known under this address. A change is known once it was
      imported or a host told of it. <Link href="/">Go to the overview</Link>.
    </Empty>
  );
}
