import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { loadDirectory } from './load-directory.ts';
import { transferWish } from './reasons.ts';
import { type DirectoryEntry, routeTransfer, type TransferTarget } from './route-transfer.ts';

export type TransferStatus = 'ringing' | 'accepted' | 'declined' | 'busy' | 'no_answer' | 'failed' | 'gone';

/** One person or group that a caller is handed to. */
export interface TransferStep {
  step: number;
  reason: string;
  label: string;
  phones: string[];
  isWarm: boolean;
  ringSeconds: number;
  status: TransferStatus;
  /** Twilio's names of the legs that were rung by REST. */
  legSids: string[];
  /** The leg that took the caller. */
  acceptedSid: string | null;
}

/** Somebody was treated this recently: they are in treatment. */
const IN_TREATMENT_MS = 30 * 86_400_000;
const MOST_STEPS = 8;
/** The reason of a call that somebody at the desk hands on, to an entry that they chose. */
export const BY_DESK = 'desk';
/** The reason of a call that the AI did not answer. */
const PASSED_ON = 'passed-on';

const columns = {
  ...{ step: true, reason: true, label: true, phones: true, isWarm: true, ringSeconds: true, status: true },
  ...{ legSids: true, acceptedSid: true },
} as const;

/**
 * The step of a caller's way to a person: whom to ring now. Asked for again it is the same: the row claims it, whatever the directory says by then. Null
 * where nobody is left.
 * @param said why a person is wanted, as the brain says it.
 * @param step 1 is the first.
 * @param chosen the entry that somebody at the desk chose, and how often the call came back from people before: what was chosen is rung once each time. Nobody else
 * is rung after it.
 * @param isOwnPhoneFirst the call is passed on to the clinic's own phone; nobody of the directory was asked for.
 */
export async function takeTransferStep(
  ctx: ClinicContext,
  {
    callId,
    said,
    step,
    isOwnPhoneFirst = false,
    chosen,
  }: {
    callId: string;
    said: string;
    step: number;
    isOwnPhoneFirst?: boolean;
    chosen?: { entryId: string; times: number };
  },
): Promise<TransferStep | null> {
  if (step > MOST_STEPS) return null;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const rows = await tx.callTransfer.findMany({
      where: { clinicId, callId },
      select: { ...columns, targets: true },
      orderBy: { step: 'asc' },
    });
    const known = rows.find((row) => row.step === step);
    if (known !== undefined) return stepOf(known);
    // A call that was only passed on goes nowhere else.
    if (rows.some(({ reason }) => reason === PASSED_ON)) return null;
    const byDesk = rows.filter(({ reason }) => reason === BY_DESK).length;
    if (rows.at(-1)?.reason === BY_DESK && (chosen === undefined || byDesk > chosen.times)) return null;
    const { entries, onDuty } = await loadDirectory(tenant);
    const { zone, ownPhone } = await tx.clinic.findUniqueOrThrow({
      where: { id: clinicId },
      select: { zone: true, ownPhone: true },
    });
    const wish = transferWish(said, [...new Set(entries.flatMap(({ reasons }) => reasons))]);
    const doctorId = await treatingDoctor(tenant, callId, ctx.clock.now());
    // A number that the AI itself answers would bring the caller back here.
    const ours = await tx.phoneNumber.findMany({ where: { clinicId }, select: { number: true } });
    const tried = new Set([...rows.flatMap(({ phones }) => phones), ...ours.map(({ number }) => number)]);
    const moment = { nowMs: ctx.clock.now(), zone, onDuty, ownPhone };
    const asked = isOwnPhoneFirst ? [] : entries.filter(({ phone }) => !tried.has(phone));
    const routed = routeTransfer(asked, { ...wish, doctorId }, moment).filter(
      ({ phones }) => !phones.every((phone) => tried.has(phone)),
    );
    const target = chosen === undefined ? routed[0] : targetOf(entries.find(({ id }) => id === chosen.entryId));
    if (target === undefined) return null;
    const id = newId();
    const key = wish.language === null ? wish.reason : `${wish.reason}:${wish.language}`;
    const reason = chosen !== undefined ? BY_DESK : isOwnPhoneFirst ? PASSED_ON : key;
    const startedAt = new Date(ctx.clock.now());
    const { count } = await tx.callTransfer.createMany({
      data: [{ id, clinicId, callId, step, reason, ...target, startedAt }],
      skipDuplicates: true,
    });
    if (count === 1)
      await recordAudit(tenant, ctx.actor, {
        action: 'call.transfer',
        objectKind: 'call',
        objectId: callId,
        new: { step, reason, to: target.label },
      });
    const where = { clinicId_callId_step: { clinicId, callId, step } };
    return stepOf(await tx.callTransfer.findUniqueOrThrow({ where, select: columns }));
  });
}

/** An entry that was chosen: told first what it is about, whatever it says of itself. */
function targetOf(entry: DirectoryEntry | undefined): TransferTarget | undefined {
  if (entry === undefined) return undefined;
  const { id, label, phone, ringSeconds } = entry;
  return { label, targets: [id], phones: [phone], isWarm: true, ringSeconds };
}

/** A step that is there, or null. */
export async function getTransferStep(
  ctx: ClinicContext,
  { callId, step }: { callId: string; step: number },
): Promise<TransferStep | null> {
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const where = { clinicId_callId_step: { clinicId, callId, step } };
    const row = await tx.callTransfer.findUnique({ where, select: columns });
    return row === null ? null : stepOf(row);
  });
}

/** What became of a step: told once. True for the one who told it first; the others come too late. */
export async function settleTransferStep(
  ctx: ClinicContext,
  {
    callId,
    step,
    status,
    acceptedSid = null,
  }: { callId: string; step: number; status: Exclude<TransferStatus, 'ringing'>; acceptedSid?: string | null },
): Promise<boolean> {
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const { count } = await tx.callTransfer.updateMany({
      where: { clinicId, callId, step, status: 'ringing' },
      data: { status, acceptedSid, endedAt: new Date(ctx.clock.now()) },
    });
    return count === 1;
  });
}

/** Notes the legs by which a step is rung, so that they can be ended. */
export async function noteTransferLegs(
  ctx: ClinicContext,
  { callId, step, legSids }: { callId: string; step: number; legSids: string[] },
): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.callTransfer.updateMany({ where: { clinicId, callId, step }, data: { legSids } });
  });
}

/** The steps of a call, in order. */
export async function listTransferSteps(ctx: ClinicContext, callId: string): Promise<TransferStep[]> {
  const rows = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.callTransfer.findMany({ where: { clinicId, callId }, select: columns, orderBy: { step: 'asc' } }),
  );
  return rows.map(stepOf);
}

/** The doctor in whose treatment the call's patient is, or null. Only of a caller whom the call knows for certain. */
async function treatingDoctor({ tx, clinicId }: Tenant, callId: string, now: number): Promise<string | null> {
  const call = await tx.callLog.findUnique({
    where: { clinicId_id: { clinicId, id: callId } },
    select: { patientId: true, isVerified: true },
  });
  if (call === null || call.patientId === null || !call.isVerified) return null;
  const seen = await tx.appointment.findFirst({
    where: {
      ...{ clinicId, patientId: call.patientId, status: { in: ['completed', 'in_consultation', 'checked_in'] } },
      startsAt: { gt: new Date(now - IN_TREATMENT_MS), lte: new Date(now) },
    },
    select: { doctorId: true },
    orderBy: { startsAt: 'desc' },
  });
  return seen?.doctorId ?? null;
}

function stepOf(row: Omit<TransferStep, 'legSids'> & { legSids: string[]; targets?: string[] }): TransferStep {
  const { targets: _, ...step } = row;
  return step;
}
