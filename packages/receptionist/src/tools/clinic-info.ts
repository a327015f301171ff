import type { ClinicProfile } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import type { ToolArguments } from './definitions.ts';

/** What the clinic tells everybody. Nothing in a profile is about a patient. */
export function clinicInfo(args: ToolArguments<'clinic_info'>, profile: ClinicProfile): ToolResult {
  const doctors = profile.doctors
    .filter(({ id }) => args.doctorId === undefined || id === args.doctorId)
    .map(({ id, name, nameHindi, speciality, hours, services, fees }) => ({
      ...{ id, name, nameHindi, speciality, hours },
      services: profile.services
        .filter((service) => services.includes(service.id))
        .map((service) => ({ name: service.name, feePaise: fees[service.id] ?? service.feePaise })),
    }));
  const knowledge = profile.knowledge.filter(({ topic }) => topic === args.topic);
  return {
    ok: true,
    value: {
      name: profile.name,
      branches: profile.branches.map(({ name, address }) => ({ name, address })),
      doctors,
      services: profile.services.map(({ name, durationMin, feePaise }) => ({ name, durationMin, feePaise })),
      knowledge: knowledge.map(({ language, text }) => ({ language, text })),
    },
  };
}
