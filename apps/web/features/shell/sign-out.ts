'use client';

/** Ends this browser's session, and leads to the sign-in page. What it takes is fetched when somebody leaves. */
export async function signOut(): Promise<void> {
  const auth = await import('next-auth/react');
  await auth.signOut({ callbackUrl: '/sign-in' });
}
