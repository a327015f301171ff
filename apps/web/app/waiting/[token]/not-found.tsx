import { MonitorOff } from 'lucide-react';
import { BareNotice } from '../../../features/waiting-room/bare-notice.tsx';
import en from '../../../messages/en.json';
import hi from '../../../messages/hi.json';

/** A link that is unknown, or was taken back. */
export default function NoSuchScreen() {
  const words = { en: en.waitingRoom, hi: hi.waitingRoom };
  return <BareNotice icon={MonitorOff} words={words} title={({ gone }) => gone.title} body={({ gone }) => gone.body} />;
}
