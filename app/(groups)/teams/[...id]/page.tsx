import { OnePage, type OneProps, oneMetadata } from '@/app/(groups)/one-page';

export const generateMetadata = (props: OneProps) => oneMetadata('team', props);

export default function TeamPage(props: OneProps) {
  return <OnePage by="team" {...props} />;
}
