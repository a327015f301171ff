import { type ClinicDeps, getClinicProfile, speechSettingsSchema } from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { TextToSpeech } from '@vaani/providers';
import { greeting } from '@vaani/receptionist';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withClinicVoices } from '../brain/clinic-voices.ts';
import { speak } from '../brain/speaker.ts';

const DEADLINE_MS = 12_000;

const bodySchema = z.object({
  ticket: z.string().min(20).max(100),
  language: z.enum(['en', 'hi', 'hi-en']),
  /** How the clinic would speak, where that is not saved yet. */
  speech: speechSettingsSchema.optional(),
});

/**
 * Speaks a clinic's greeting for somebody who sets it: with the same words and the same voice as on the phone, as mu-law at
 * 8 kHz. Each ticket is good for one greeting, as voices may cost money.
 */
export function openGreetingDoor(
  app: FastifyInstance,
  options: { path: string; deps: ClinicDeps; tts: TextToSpeech; logger: Logger },
): void {
  const { deps, tts, logger } = options;
  app.post(options.path, async (request, reply) => {
    const body = bodySchema.safeParse(request.body);
    if (!body.success) return reply.code(400).type('text/plain').send('The request is not understood.');
    const { language, speech } = body.data;
    const ticket = await deps.live.tickets.spend(body.data.ticket, 'play');
    if (ticket === null) return reply.code(403).type('text/plain').send('The ticket is spent, or too old.');
    const { clinicId } = ticket;
    const profile = await getClinicProfile({ ...deps, clinicId, actor: { kind: 'system' } });
    const own = speech ?? profile.speech;
    const words = greeting({
      now: new Date(deps.clock.now()).toISOString(),
      zone: profile.zone,
      clinic: { ...profile, speech: own },
      candidates: [],
      callerPhone: null,
      hearing: 'local',
      languageGuess: language,
    });
    try {
      const parts: Uint8Array[] = [];
      const asked = { signal: AbortSignal.timeout(DEADLINE_MS) };
      for (const { sound } of speak(withClinicVoices(tts, own), { kind: 'say', purpose: 'reply', ...words }, asked))
        for await (const { audio } of sound) parts.push(audio);
      return await reply.type('audio/basic').send(Buffer.concat(parts));
    } catch (error) {
      logger.warn('a greeting could not be played', { clinicId, ...(error instanceof Error ? { error } : {}) });
      return reply.code(503).type('text/plain').send('No voice could speak it just now.');
    }
  });
}
