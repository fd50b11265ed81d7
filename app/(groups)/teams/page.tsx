import type { Metadata } from 'next';
import { ListPage, type ListProps } from '@/app/(groups)/list-page';

export const metadata: Metadata = { title: 'Teams' };

export default function TeamsPage(props: ListProps) {
  return <ListPage by="team" {...props} />;
}
