import { waitingRoomByHash } from '@vaani/db';
import { z } from 'zod';
import type { ClinicDeps } from '../context.ts';
import { countTry, digest } from '../people/try-limit.ts';
import { isoOf, localDate } from '../scheduling/civil-time.ts';
import { loadQueues } from './load-queue.ts';
import { type QueueStatus, toStatus } from './queue-status.ts';
import { roomHash } from './waiting-rooms.ts';

/** So many numbers are shown behind the one that is running. */
const SHOWN_NEXT = 3;
/** All screens of a clinic, or of a branch, share what was read this long ago at most. */
const LIFE_MS = 3_000;

const named = { name: z.string(), nameHindi: z.string() };

/** What a screen shows: names of the clinic and its doctors, numbers and minutes. Nothing in it is about a patient. */
export const waitingRoomViewSchema = z.object({
  clinic: z.object(named),
  branch: z.object(named).nullable(),
  zone: z.string(),
  /** When it was read. */
  at: z.iso.datetime(),
  doctors: z.array(
    z.object({
      id: z.uuid(),
      ...named,
      state: z.enum(['away', 'before', 'open', 'over']),
      /** When the session begins, by the clinic's clock. */
      from: z.string(),
      lateMin: z.int(),
      running: z.array(z.int()),
      next: z.array(z.int()),
      waiting: z.int(),
      /** Minutes for somebody who took a token now; null where none can be had. */
      newcomerMin: z.int().nullable(),
    }),
  ),
});
export type WaitingRoomView = z.infer<typeof waitingRoomViewSchema>;

/** Everybody in a waiting room may look from one address; nobody needs more than this. */
const bounds = { limit: 1_200, windowMs: 60_000 };

export type WaitingRoomAnswer =
  | { ok: true; view: WaitingRoomView }
  /** `unknown`: there is no such link, or it was taken back. */
  | { ok: false; reason: 'unknown' | 'too-many' };

/**
 * What the screen behind a link shows. Needs no sign-in: whoever has the link may look.
 * @param request.address whence it is asked, for the limit.
 */
export async function waitingRoomView(
  deps: ClinicDeps,
  request: { secret: string; address: string },
): Promise<WaitingRoomAnswer> {
  const { allowed } = await countTry(deps, `waiting-room:${digest(request.address)}`, bounds);
  if (!allowed) return { ok: false, reason: 'too-many' };
  const room = await waitingRoomByHash(deps.db, roomHash(request.secret));
  if (room === null) return { ok: false, reason: 'unknown' };
  const { clinicId, branchId } = room;
  const view = await deps.live.cache.getOrSet(`waiting-room:${clinicId}:${branchId ?? 'all'}`, {
    lifeMs: LIFE_MS,
    schema: waitingRoomViewSchema,
    make: () => readView(deps, clinicId, branchId),
  });
  return { ok: true, view };
}

async function readView(deps: ClinicDeps, clinicId: string, branchId: string | null): Promise<WaitingRoomView> {
  const now = deps.clock.now();
  return deps.db.withTenant(clinicId, async (tenant) => {
    const { tx } = tenant;
    const clinic = await tx.clinic.findUniqueOrThrow({
      where: { id: clinicId },
      select: { name: true, nameHindi: true, zone: true },
    });
    const branch =
      branchId === null
        ? null
        : await tx.branch.findUniqueOrThrow({
            where: { clinicId_id: { clinicId, id: branchId } },
            select: { name: true, nameHindi: true },
          });
    const { zone, ...names } = clinic;
    const date = localDate(now, zone);
    const queues = await loadQueues(tenant, { zone, date, now, branchId: branchId ?? undefined });
    const doctors = queues.flatMap((queue) => toScreen(toStatus(queue, { date, now })));
    return { clinic: names, branch, zone, at: isoOf(now), doctors };
  });
}

/** Doctors who do not sit today are not on the screen. */
function toScreen(status: QueueStatus): WaitingRoomView['doctors'] {
  const { session, state } = status;
  if (session === null || state === 'closed') return [];
  return [
    {
      id: status.doctorId,
      name: status.doctorName,
      nameHindi: status.doctorNameHindi,
      state,
      from: session.from,
      lateMin: status.lateMin,
      running: status.running,
      next: status.line.slice(0, SHOWN_NEXT).map(({ number }) => number),
      waiting: status.waiting,
      newcomerMin: status.newcomerMin,
    },
  ];
}
