import { redirect } from 'next/navigation';
import { requireSession } from '../server/auth/session.ts';
import { homeOf } from '../server/homes.ts';

/** Each role begins where its day happens. */
export default async function Home() {
  redirect(homeOf((await requireSession()).role));
}
