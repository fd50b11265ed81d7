import type { Metadata } from 'next';
import { SampleSettings } from '@/components/settings/sample-settings';
import { enter } from '@/lib/http/enter';

export const metadata: Metadata = { title: 'Sample data' };

export default async function SamplePage() {
  await enter('/settings/sample');
  return <SampleSettings />;
}
