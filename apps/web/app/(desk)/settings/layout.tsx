import type { ReactNode } from 'react';
import { SettingsFrame } from '../../../features/settings/settings-frame.tsx';
import { mySections } from '../../../server/settings-access.ts';

/** The list of pages stays while one of them is open beside it. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return <SettingsFrame sections={await mySections()}>{children}</SettingsFrame>;
}
