import twilio from 'twilio';

const WEBHOOK_DEADLINE_MS = 15_000;

/** Posts to a webhook as Twilio does: form-encoded and signed. Status 0 where nobody listens: Twilio shrugs too. */
export async function postSigned(
  authToken: string,
  url: string,
  params: Record<string, string>,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, url, params),
      },
      body: new URLSearchParams(params).toString(),
      signal: AbortSignal.timeout(WEBHOOK_DEADLINE_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}
