import { OnePage, type OneProps, oneMetadata } from '@/app/(groups)/one-page';

export const generateMetadata = (props: OneProps) => oneMetadata('agent', props);

export default function AgentPage(props: OneProps) {
  return <OnePage by="agent" {...props} />;
}
