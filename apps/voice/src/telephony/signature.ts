import twilio from 'twilio';

/** Was this request signed by our Twilio account? `url` is the public address that Twilio was given, not the one a proxy saw. */
export function isSignedByTwilio(options: {
  authToken: string;
  url: string;
  signature: string | undefined;
  params?: Record<string, string>;
}): boolean {
  if (options.signature === undefined) return false;
  return twilio.validateRequest(options.authToken, options.signature, options.url, options.params ?? {});
}
