import type { Metadata } from 'next';
import { ListPage, type ListProps } from '@/app/(groups)/list-page';

export const metadata: Metadata = { title: 'Repositories' };

export default function RepositoriesPage(props: ListProps) {
  return <ListPage by="repository" {...props} />;
}
