import type { CallPlacer } from '@vaani/clinic';
import { type Clock, installationCredentials, type MessageAccounts } from '@vaani/config';
import { ProviderFailure, type Telephony, twilioCalls } from '@vaani/providers';

/** How long a phone rings before it counts as not answered. */
const RING_S = 30;

/** Places calls by Twilio; null where no account is set. What is said in them is the voice service's: Twilio asks it once somebody answers. */
export function callPlacer(options: { accounts: MessageAccounts; clock: Clock; voiceUrl: string }): CallPlacer | null {
  const { accounts, clock, voiceUrl } = options;
  if (accounts.twilio === null) return null;
  const credentials = installationCredentials(accounts);
  const account = async () => {
    const known = await credentials.ofTwilio(accounts.twilio?.accountSid ?? '');
    if (known === null) throw new Error('the account at Twilio is gone');
    return known;
  };
  return placerBy(twilioCalls({ account, clock }), voiceUrl);
}

/** @param voiceUrl the public origin of the voice service. */
export function placerBy(telephony: Telephony, voiceUrl: string): CallPlacer {
  return {
    async place({ clinicId, attemptId, to, from }, signal) {
      const about = new URLSearchParams({ clinic: clinicId, attempt: attemptId });
      const door = (name: string) => `${voiceUrl}/api/v1/voice/${name}?${about}`;
      try {
        const { callSid } = await telephony.place(
          {
            ...{ to, from, ringS: RING_S, instructions: { url: door('outbound') } },
            machineUrl: door('outbound-machine'),
            statusUrl: door('outbound-status'),
          },
          signal,
        );
        return { kind: 'placed', callSid };
      } catch (error) {
        if (error instanceof ProviderFailure && !error.isRetryable) return { kind: 'refused' };
        throw error;
      }
    },
    find: (query, signal) => telephony.findPlaced(query, signal),
  };
}
