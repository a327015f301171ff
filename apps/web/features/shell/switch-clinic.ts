'use client';

/**
 * Moves this browser's session to another clinic of the same person, and starts the desk afresh there: nothing of the
 * clinic before stays in the page. The server checks the membership.
 */
export async function switchClinic(clinicId: string): Promise<void> {
  const { getCsrfToken } = await import('next-auth/react');
  const csrfToken = await getCsrfToken();
  await fetch('/api/auth/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ csrfToken, data: { clinicId } }),
    signal: AbortSignal.timeout(15_000),
  });
  window.location.assign('/');
}
