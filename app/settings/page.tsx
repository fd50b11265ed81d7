import { redirect } from 'next/navigation';
import { enter } from '@/lib/http/enter';

/** Everybody has an account; what else there is to set is for administrators. */
export default async function SettingsPage() {
  const { viewer } = await enter('/settings');
  if (viewer.by === 'anyone') redirect('/sign-in');
  redirect(
    viewer.by === 'person' && viewer.role === 'admin' ? '/settings/sources' : '/settings/account',
  );
}
