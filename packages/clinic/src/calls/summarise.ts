import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { queueWebhooks } from '../webhooks/queue-webhooks.ts';
import type { CallOutcome, Mood } from './types.ts';

/** What the summary is made from: counts and facts, and the caller's words for the mood. */
interface CallFacts {
  outcome: CallOutcome;
  callerTurns: string[];
  unclear: number;
  appointments: { doctorName: string; date: string; status: string }[];
}

const angry = /\b(angry|useless|complain|complaint|nonsense|gussa|bakwas|bekar)\b|बकवास|बेकार|शिकायत|गुस्सा/i;
const glad = /\b(thank|thanks|thank you|dhanyavaad|shukriya|great|perfect)\b|धन्यवाद|शुक्रिया/i;

/** Mood by plain words: an angry one weighs more than a thank-you. */
export function moodOf(callerTurns: string[]): Mood {
  if (callerTurns.some((text) => angry.test(text))) return 'negative';
  return callerTurns.some((text) => glad.test(text)) ? 'positive' : 'neutral';
}

const sentences: Record<CallOutcome, string> = {
  booked: 'An appointment was booked.',
  moved: 'An appointment was moved.',
  cancelled: 'An appointment was cancelled.',
  informed: 'The caller asked a question and was answered.',
  message: 'The caller left a message for a callback.',
  transferred: 'The caller was put through to a person.',
  staff: 'Staff took the call.',
  emergency: 'The caller described an emergency and was given the emergency numbers.',
  abandoned: 'The caller hung up before anything was settled.',
  failed: 'The call broke off because of a fault.',
};

/** The outcomes whose sentence is about an appointment. */
const aboutAppointment: ReadonlySet<CallOutcome> = new Set(['booked', 'moved', 'cancelled']);

/** A few sentences by rules: what came of the call, and what stood in the way. */
export function summaryOf(facts: CallFacts): string {
  const made = facts.appointments[0];
  const which = made === undefined ? '' : `${made.doctorName}, ${made.date}`;
  const isAbout = aboutAppointment.has(facts.outcome);
  const parts = [sentences[facts.outcome]];
  if (made !== undefined && isAbout) parts[0] = `${sentences[facts.outcome].slice(0, -1)}: ${which}.`;
  if (made !== undefined && !isAbout && made.status !== 'cancelled')
    parts.push(`Before that, an appointment was booked: ${which}.`);
  if (facts.unclear > 1) parts.push(`The caller was hard to understand (${facts.unclear} times).`);
  return parts.join(' ');
}

/** The job after a call: writes summary and mood. Doing it again gives the same. */
export async function summariseCall(ctx: ClinicContext, callId: string): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId_id: { clinicId, id: callId } };
    const call = await tx.callLog.findUnique({ where, select: { outcome: true, summary: true } });
    if (call === null || call.outcome === null) return;
    const { zone } = await settingsOf(tenant);
    const turns = await tx.callTurn.findMany({
      where: { clinicId, callId, who: 'caller' },
      select: { id: true, text: true, isUnclear: true },
    });
    const appointments = await tx.appointment.findMany({
      where: { clinicId, callId },
      select: { startsAt: true, status: true, doctor: { select: { name: true } } },
    });
    const said = turns.map((turn) => cipher.open('call_turns', 'text', turn.id, turn.text));
    const format = new Intl.DateTimeFormat('en-IN', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
    });
    const summary = summaryOf({
      outcome: call.outcome,
      callerTurns: said,
      unclear: turns.filter((turn) => turn.isUnclear).length,
      appointments: appointments.map((one) => ({
        doctorName: one.doctor.name,
        date: format.format(one.startsAt),
        status: one.status,
      })),
    });
    await tx.callLog.update({
      where,
      data: { summary: cipher.seal('call_logs', 'summary', callId, summary), sentiment: moodOf(said) },
      select: { id: true },
    });
    // Done again it gives the same, and is not told again.
    if (call.summary === null) await queueWebhooks(tenant, ctx, [{ event: 'call.summarised', callId }]);
  });
}
