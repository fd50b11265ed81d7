import Link from 'next/link';
import { Empty } from '@/components/layout/empty';

export default function Forbidden() {
  return (
    <Empty title="This is not for you to see" heading="h1">
      It takes another role than yours, or sight of all repositories. An administrator can change
      that. <Link href="/">Go to the overview</Link>.
    </Empty>
  );
}
