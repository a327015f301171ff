import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { requireLivePatient } from '../patients/live-patient.ts';
import { readPhones } from '../patients/patient-phones.ts';
import { readFields } from '../patients/sealed-fields.ts';
import { authorise } from '../people/authorise.ts';
import { recipientToken } from './addresses.ts';
import type { ChannelName } from './kinds.ts';
import { optIn, optOut } from './opt-outs.ts';

/** By which channels something reaches an address. */
const channelsOf = {
  phone: ['sms', 'whatsapp', 'local'],
  email: ['email'],
} as const satisfies Record<string, readonly ChannelName[]>;

/** An address of a patient, or of who answers for them, and what its owner wants to hear by it no more. */
export interface AddressOptOut {
  kind: keyof typeof channelsOf;
  /** E.164, or an e-mail address. */
  address: string;
  /** Whoever's phone wants no message by one of these is not rung either. */
  stopped: { channel: ChannelName; source: 'reply' | 'provider' | 'desk'; at: string }[];
  /** Every channel that reaches it. */
  isWhole: boolean;
}

const patientSchema = z.object({ patientId: z.uuid('is not an id') });
export const patientOptOutSchema = patientSchema.extend({
  /** One of the patient's, as `patientOptOuts` tells it. */
  address: z.string().min(1, 'is empty').max(254, 'is too long'),
  isStopped: z.boolean(),
});

/** What a patient wants to hear no more, by address. The look is audited. @throws {ClinicError} `not-found` */
export async function patientOptOuts(ctx: ClinicContext, request: { patientId: string }): Promise<AddressOptOut[]> {
  authorise(ctx, 'patients.write');
  const { patientId } = parseInput(patientSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const id = await requireLivePatient(tenant, patientId);
    await recordAudit(tenant, ctx.actor, { action: 'opt-out.list', objectKind: 'patient', objectId: id });
    return readOptOuts(tenant, id);
  });
}

/**
 * Nothing more goes to an address of a patient, or may again: messages, and of a phone calls that we place. A stop that the provider was told of stays
 * with the provider. @throws {ClinicError} `not-found` where the patient has no such address.
 */
export async function setPatientOptOut(
  ctx: ClinicContext,
  request: z.input<typeof patientOptOutSchema>,
): Promise<AddressOptOut[]> {
  authorise(ctx, 'patients.write');
  const { patientId, address, isStopped } = parseInput(patientOptOutSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const id = await requireLivePatient(tenant, patientId);
    const own = (await addressesOf(tenant, id)).find((one) => one.address === address);
    if (own === undefined) throw new ClinicError('not-found', 'This patient has no such address.', 'address');
    for (const channel of channelsOf[own.kind]) {
      if (isStopped) await optOut(tenant, ctx, { channel, recipient: address, source: 'desk' });
      else await optIn(tenant, ctx, { channel, recipient: address });
    }
    await recordAudit(tenant, ctx.actor, {
      action: isStopped ? 'patient.opt-out' : 'patient.opt-in',
      objectKind: 'patient',
      objectId: id,
      new: { address },
    });
    return readOptOuts(tenant, id);
  });
}

/** The patient's phones, e-mail, and the phones of who answers for them, each once. */
async function addressesOf(
  tenant: Tenant,
  patientId: string,
): Promise<{ kind: keyof typeof channelsOf; address: string }[]> {
  const { tx, clinicId, cipher } = tenant;
  const phones = (await readPhones(tenant, patientId)).map(({ phone }) => phone);
  const guardians = await tx.guardian.findMany({
    where: { clinicId, patientId },
    select: { id: true, phone: true },
    orderBy: { id: 'asc' },
  });
  const theirs = guardians.map(({ id, phone }) => cipher.open('guardians', 'phone', id, phone));
  const { email } = (await readFields(tenant, patientId)).fields;
  return [
    ...[...new Set([...phones, ...theirs])].map((address) => ({ kind: 'phone' as const, address })),
    ...(email === null ? [] : [{ kind: 'email' as const, address: email }]),
  ];
}

async function readOptOuts(tenant: Tenant, patientId: string): Promise<AddressOptOut[]> {
  const { tx, clinicId } = tenant;
  const addresses = await addressesOf(tenant, patientId);
  const rows = await tx.messageOptOut.findMany({
    where: { clinicId, token: { in: addresses.map(({ address }) => recipientToken(tenant, address)) } },
    select: { channel: true, token: true, source: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  });
  return addresses.map(({ kind, address }) => {
    const channels: readonly ChannelName[] = channelsOf[kind];
    const token = recipientToken(tenant, address);
    const stopped = rows
      .filter((row) => row.token === token && channels.includes(row.channel))
      .map((row) => ({
        channel: row.channel,
        source: row.source as 'reply' | 'provider' | 'desk',
        at: row.createdAt.toISOString(),
      }));
    return { kind, address, stopped, isWhole: stopped.length === channels.length };
  });
}
