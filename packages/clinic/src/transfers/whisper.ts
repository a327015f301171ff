import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';

/** What is told to whoever picks up for a caller, before they take them. */
export interface Whisper {
  language: 'en' | 'hi';
  text: string;
}

const reasonsEn: Record<string, string> = {
  billing: 'a question about a bill',
  reports: 'a question about reports',
  treatment: 'a question about their treatment',
  emergency: 'an emergency',
  angry: 'a complaint',
  asked: 'they asked for a person',
  trouble: 'the assistant could not help them',
  language: 'they speak another language',
};
const reasonsHi: Record<string, string> = {
  billing: 'बिल के बारे में पूछना है',
  reports: 'रिपोर्ट के बारे में पूछना है',
  treatment: 'इलाज के बारे में पूछना है',
  emergency: 'इमरजेंसी है',
  angry: 'शिकायत है',
  asked: 'किसी से बात करना चाहते हैं',
  trouble: 'सहायक मदद नहीं कर पाया',
  language: 'दूसरी भाषा बोलते हैं',
};

/** Why somebody is being handed over, and who, in two sentences of the clinic's language: name only of a caller who proved it. */
export async function whisperOf(ctx: ClinicContext, callId: string, reason: string): Promise<Whisper> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { language } = await settingsOf(tenant);
    const call = await tx.callLog.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id: callId } },
      select: { fromNumber: true, isVerified: true, patient: { select: { id: true, name: true } } },
    });
    const from = call.fromNumber === null ? null : cipher.open('call_logs', 'from_number', callId, call.fromNumber);
    const { patient } = call;
    const name =
      patient === null || patient.name === null || !call.isVerified
        ? null
        : cipher.open('patients', 'name', patient.id, patient.name);
    const digits = from === null ? null : [...from.slice(-4)].join(' ');
    const key = reason.split(':')[0] ?? reason;
    if (language === 'en') {
      const who = name ?? (digits === null ? 'a caller without a number' : `a caller whose number ends in ${digits}`);
      return { language: 'en', text: `Vaani here, with ${who}: ${reasonsEn[key] ?? key}. Press 1 to take the call.` };
    }
    const who = name ?? (digits === null ? 'एक कॉलर' : `एक कॉलर, नंबर के आख़िरी अंक ${digits}`);
    return { language: 'hi', text: `वाणी से ${who}: ${reasonsHi[key] ?? key}। बात करने के लिए 1 दबाइए।` };
  });
}
