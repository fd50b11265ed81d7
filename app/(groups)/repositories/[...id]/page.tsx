import { OnePage, type OneProps, oneMetadata } from '@/app/(groups)/one-page';

export const generateMetadata = (props: OneProps) => oneMetadata('repository', props);

export default function RepositoryPage(props: OneProps) {
  return <OnePage by="repository" {...props} />;
}
