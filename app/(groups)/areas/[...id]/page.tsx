import { OnePage, type OneProps, oneMetadata } from '@/app/(groups)/one-page';

export const generateMetadata = (props: OneProps) => oneMetadata('area', props);

export default function AreaPage(props: OneProps) {
  return <OnePage by="area" {...props} />;
}
