'use client';

/**
 * Signs somebody in.
 * @returns null, or what the server calls the reason why not.
 * @throws where the server is not reached.
 */
export async function enter(email: string, password: string): Promise<string | null> {
  // Fetched when it is needed: the check of the password takes longer than that.
  const { signIn } = await import('next-auth/react');
  const answer = await signIn('credentials', { email, password, redirect: false });
  return answer?.ok && !answer.error ? null : (answer?.error ?? 'refused');
}
