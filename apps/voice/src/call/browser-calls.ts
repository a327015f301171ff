import { randomUUID } from 'node:crypto';
import { type ClinicDeps, draftSchema, getClinicProfile, startCall, withDraft } from '@vaani/clinic';
import type { Ticket } from '@vaani/live';
import type { DeskHost, DeskSocket } from '../telephony/desk-door.ts';
import type { MediaLine } from '../telephony/media-line.ts';
import { system } from './after-stream.ts';
import type { ExpectedCall } from './reception.ts';
import type { Session } from './session.ts';

const FULL = 'All lines are taken just now. Try again in a moment.';
const HANDED_OVER = 'On the phone the caller would now be put through to a person.';
const DRAFT_LIFE_MS = 120_000;

/** A call that a place was found for: it begins when it is told to. */
export interface PlacedBrowserCall {
  begin(line: MediaLine): Session;
  /** Nobody came for it. */
  drop(): void;
}

/** Lines of browsers on which somebody of the clinic rings it: the agent answers as on the phone. */
export function createBrowserCalls(options: {
  deps: ClinicDeps;
  workerId: string;
  /** Null where all places are taken; nothing is made then. */
  place(callSid: string, make: () => Promise<ExpectedCall>): Promise<PlacedBrowserCall | null>;
}): Record<'try' | 'draft', DeskHost> {
  const { deps, workerId, place } = options;

  async function answer(ticket: Ticket, socket: DeskSocket): ReturnType<DeskHost> {
    const { clinicId, userId, purpose } = ticket;
    const callSid = `browser-${randomUUID()}`;
    const ids: { callId?: string } = {};
    const placed = await place(callSid, async () => {
      const ctx = system(deps, clinicId);
      const own = await getClinicProfile(ctx);
      const isDraft = purpose === 'draft';
      const profile = isDraft ? withDraft(own, await draftOf(deps, { clinicId, userId })) : own;
      const language = ticket.language ?? profile.language;
      const start = { direction: 'browser' as const, isDraft, from: null, to: '', language, workerId };
      const { callId } = await startCall(ctx, start);
      ids.callId = callId;
      return {
        ...{ ctx, callId, callSid, profile, candidates: [], callerPhone: null, language, dialled: '' },
        ...{ isLoop: false, direction: 'browser' as const, isDraft },
      };
    });
    if (placed === null) return { refused: FULL };
    if (socket.gone.aborted) {
      placed.drop();
      return { refused: FULL };
    }
    let session: Session | undefined;
    socket.gone.addEventListener('abort', () => (session === undefined ? placed.drop() : session.hungUp()), {
      once: true,
    });
    const line: MediaLine = {
      send: (audio) => socket.play(audio),
      mark: (name) => socket.mark(name),
      clear: () => socket.clear(),
      // A browser that takes no sound is not waited for.
      isStalled: () => false,
      close: (_code, reason) => socket.end(reason === 'handed over' ? HANDED_OVER : 'The call is over.'),
    };
    return {
      ...(ids.callId === undefined ? {} : { callId: ids.callId }),
      guest: {
        // Told after the browser was: what is said before that it would throw away.
        ready() {
          if (!socket.gone.aborted) session = placed.begin(line);
        },
        audio: (frame) => session?.audio(frame),
        mark: (name) => session?.mark(name),
        text: (text) => session?.typed(text),
        key: (digit) => session?.digit(digit),
        hangUp: () => session?.hungUp(),
      },
    };
  }
  return { try: answer, draft: answer };
}

/** How the AI would behave, as the page that tries it left it for us. Without it: as it is saved. */
function draftOf(deps: ClinicDeps, { clinicId, userId }: { clinicId: string; userId: string }) {
  return deps.live.cache.getOrSet(`draft:${clinicId}:${userId}`, {
    lifeMs: DRAFT_LIFE_MS,
    schema: draftSchema,
    make: async () => ({}),
  });
}
