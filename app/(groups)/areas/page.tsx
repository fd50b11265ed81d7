import type { Metadata } from 'next';
import { ListPage, type ListProps } from '@/app/(groups)/list-page';

export const metadata: Metadata = { title: 'Areas' };

export default function AreasPage(props: ListProps) {
  return <ListPage by="area" {...props} />;
}
