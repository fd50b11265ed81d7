import type { Metadata } from 'next';
import { ListPage, type ListProps } from '@/app/(groups)/list-page';

export const metadata: Metadata = { title: 'Agents' };

export default function AgentsPage(props: ListProps) {
  return <ListPage by="agent" {...props} />;
}
