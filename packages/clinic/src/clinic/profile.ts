import type { ClinicContext } from '../context.ts';
import { fromStored, type Language } from '../language.ts';
import { type ProviderOrder, providerOrderSchema } from './provider-order-schema.ts';
import { type SpeechSettings, speechSettingsSchema } from './speech-schema.ts';

export interface DoctorProfile {
  id: string;
  /** With title: "Dr Anita Sharma". */
  name: string;
  nameHindi: string;
  /** Key: general, dermatology, … */
  speciality: string;
  initials: string;
  /** 0–7: hue and pattern on the schedule. */
  colour: number;
  branchId: string;
  hours: { weekday: number; from: string; to: string }[];
  /** Services by id, the default one first. */
  services: string[];
  /** Paise by service, where the doctor asks another fee than the service's own. */
  fees: Record<string, number>;
}

export interface ServiceProfile {
  id: string;
  name: string;
  nameHindi: string;
  durationMin: number;
  feePaise: number;
  isDefault: boolean;
}

/** What the phone, the page and the AI know of a clinic. Nothing in it is about a patient. */
export interface ClinicProfile {
  id: string;
  name: string;
  nameHindi: string;
  zone: string;
  country: string;
  language: Language;
  /** E.164 of the front desk, or null. */
  ownPhone: string | null;
  emergencyNumbers: string[];
  branches: { id: string; name: string; nameHindi: string; address: string; isDefault: boolean }[];
  doctors: DoctorProfile[];
  services: ServiceProfile[];
  knowledge: { topic: string; language: Language; text: string }[];
  transfer: { label: string; phone: string; reasons: string[]; weekdays: number[]; fromMin: number; toMin: number }[];
  /** How the AI speaks. */
  speech: SpeechSettings;
  /** Who hears, thinks and speaks in its calls; missing: the installation's order. */
  providers?: ProviderOrder;
  /** Set on demo clinics: when their dates were made. */
  demoSeededAt: string | null;
}

const LIFE_MS = 10_000;
const kept = new WeakMap<ClinicContext['db'], Map<string, { at: number; profile: Promise<ClinicProfile> }>>();

/** The profile, as it was at most ten seconds ago: every call and every page asks for it. */
export function getClinicProfile(ctx: ClinicContext): Promise<ClinicProfile> {
  const profiles = kept.get(ctx.db) ?? new Map<string, { at: number; profile: Promise<ClinicProfile> }>();
  kept.set(ctx.db, profiles);
  const now = ctx.clock.now();
  const known = profiles.get(ctx.clinicId);
  if (known !== undefined && Math.abs(now - known.at) < LIFE_MS) return known.profile;
  const profile = readProfile(ctx);
  profiles.set(ctx.clinicId, { at: now, profile });
  // A failure is not kept: the next one asks again.
  profile.catch(() => profiles.delete(ctx.clinicId));
  return profile;
}

/** After a change of the clinic's settings: this process reads them anew at once. */
export function forgetClinicProfile(ctx: ClinicContext): void {
  kept.get(ctx.db)?.delete(ctx.clinicId);
}

/** Reads the profile, in a number of queries that does not grow. */
async function readProfile(ctx: ClinicContext): Promise<ClinicProfile> {
  const today = new Date(ctx.clock.now());
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const clinic = await tx.clinic.findUniqueOrThrow({
      where: { id: clinicId },
      select: {
        id: true,
        name: true,
        nameHindi: true,
        zone: true,
        country: true,
        language: true,
        ownPhone: true,
        emergencyNumbers: true,
        speech: true,
        providers: true,
        demoSeededAt: true,
      },
    });
    const branches = await tx.branch.findMany({
      where: { clinicId },
      select: { id: true, name: true, nameHindi: true, address: true, isDefault: true },
      orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
    });
    const doctors = await tx.doctor.findMany({
      where: { clinicId, isActive: true },
      select: {
        id: true,
        name: true,
        nameHindi: true,
        speciality: true,
        initials: true,
        colour: true,
        branchId: true,
        weeklyWindowByDoctor: {
          where: { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
          select: { weekday: true, fromMin: true, toMin: true },
          orderBy: [{ weekday: 'asc' }, { fromMin: 'asc' }],
        },
        doctorServiceByDoctor: {
          select: { serviceId: true, feePaise: true, service: { select: { isDefault: true, isActive: true } } },
        },
      },
      orderBy: { name: 'asc' },
    });
    const services = await tx.service.findMany({
      where: { clinicId, isActive: true },
      select: { id: true, name: true, nameHindi: true, durationMin: true, feePaise: true, isDefault: true },
      orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
    });
    const knowledge = await tx.knowledgeEntry.findMany({
      where: { clinicId },
      select: { topic: true, language: true, text: true },
    });
    const transfer = await tx.transferEntry.findMany({
      where: { clinicId, isActive: true },
      select: { label: true, phone: true, reasons: true, weekdays: true, fromMin: true, toMin: true },
      orderBy: { order: 'asc' },
    });
    return {
      ...clinic,
      language: fromStored(clinic.language),
      speech: speechSettingsSchema.parse(clinic.speech),
      providers: providerOrderSchema.parse(clinic.providers),
      demoSeededAt: clinic.demoSeededAt?.toISOString() ?? null,
      branches,
      services,
      transfer,
      knowledge: knowledge.map((entry) => ({ ...entry, language: fromStored(entry.language) })),
      doctors: doctors.map(({ weeklyWindowByDoctor, doctorServiceByDoctor, ...doctor }) => ({
        ...doctor,
        hours: weeklyWindowByDoctor.map((window) => ({
          weekday: window.weekday,
          from: clockTime(window.fromMin),
          to: clockTime(window.toMin),
        })),
        services: doctorServiceByDoctor
          .filter(({ service }) => service.isActive)
          .sort((a, b) => Number(b.service.isDefault) - Number(a.service.isDefault))
          .map(({ serviceId }) => serviceId),
        fees: Object.fromEntries(
          doctorServiceByDoctor.flatMap(({ serviceId, feePaise }) =>
            feePaise === null ? [] : [[serviceId, feePaise]],
          ),
        ),
      })),
    };
  });
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
