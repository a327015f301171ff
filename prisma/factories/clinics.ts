import { createDatabase, hashPassword } from '@vaani/clinic';
import { clinicCipher, createClinicKeys, type Database, newId, type Tenant } from '@vaani/db';

export interface ClinicRow {
  name: string;
  nameHindi: string;
  zone: string;
  language: 'en' | 'hi' | 'hi-en';
  ownPhone: string | null;
  demoSeededAt: Date | null;
}

/** Prisma's names have no hyphen. */
export const stored = (language: 'en' | 'hi' | 'hi-en') => (language === 'hi-en' ? 'hi_en' : language);

type Transaction = Tenant['tx'];

/** The whole of what is written comes to be or does not: one transaction of the owner, whom no policy binds. */
export async function asOwner<T>(
  options: { db: Database; ownerUrl: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const owner = createDatabase({ url: options.ownerUrl, keyRing: options.db.keyRing, poolSize: 1 });
  try {
    return await owner.prisma.$transaction(
      async (tx) => {
        // Two seeds at once: the second waits, and then finds what the first has made.
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('vaani.create-clinic'))`;
        return work(tx);
      },
      { timeout: 120_000, maxWait: 10_000 },
    );
  } finally {
    await owner.close();
  }
}

/** Writes a clinic with fresh keys, and gives what writes for it. */
export async function insertClinic(tx: Transaction, db: Database, row: ClinicRow): Promise<Tenant> {
  const clinicId = newId();
  await tx.clinic.create({
    data: { id: clinicId, ...row, language: stored(row.language) },
    select: { id: true },
  });
  const keys = createClinicKeys(db.keyRing, clinicId);
  await tx.clinicKey.create({ data: { id: newId(), clinicId, ...keys }, select: { id: true } });
  return { clinicId, tx, cipher: clinicCipher(db.keyRing, clinicId, keys) };
}

/** Writes a user and what they are in the clinic. The password is hashed here. */
export async function insertMember(
  { tx, clinicId }: Tenant,
  member: {
    email: string;
    name: string;
    password: string;
    role: 'admin' | 'receptionist' | 'doctor';
    doctorId: string | null;
  },
): Promise<string> {
  const userId = newId();
  const { email, name, password, role, doctorId } = member;
  await tx.user.create({
    data: { id: userId, email: email.toLowerCase(), name, passwordHash: await hashPassword(password) },
    select: { id: true },
  });
  await tx.membership.create({ data: { id: newId(), clinicId, userId, role, doctorId }, select: { id: true } });
  return userId;
}
