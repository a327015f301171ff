import type { SayAction } from '@vaani/receptionist';

/** So much speech over a reply takes the turn: shorter sounds are coughs and "hmm". */
export const defaults = { confirmMs: 320 } as const;

/** Does speech over the present reply stop it? The emergency advice is never cut. */
export function shouldStop(speech: { speechMs: number }, reply: { purpose: SayAction['purpose'] }): boolean {
  return reply.purpose !== 'emergency' && speech.speechMs >= defaults.confirmMs;
}
