import { createClinicKeys } from './clinic-cipher.ts';
import type { Database } from './database.ts';
import type { Language, Role } from './generated/enums.ts';
import { newId } from './ids.ts';

/** What must look across clinics, each behind a named function of the database that its owner runs. */

/** The clinic that a dialled number belongs to. */
export async function clinicByNumber(
  db: Database,
  number: string,
): Promise<{ clinicId: string; phoneNumberId: string } | null> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; phone_number_id: string }[]
  >`SELECT * FROM clinic_by_number(${number})`;
  const row = rows[0];
  return row === undefined ? null : { clinicId: row.clinic_id, phoneNumberId: row.phone_number_id };
}

/** The call that one of Twilio's legs belongs to. */
export async function callBySid(db: Database, callSid: string): Promise<{ clinicId: string; callId: string } | null> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; call_id: string }[]
  >`SELECT * FROM call_by_sid(${callSid})`;
  const row = rows[0];
  return row === undefined ? null : { clinicId: row.clinic_id, callId: row.call_id };
}

/** The clinic and the key that a presented key's SHA-256 (hexadecimal) belongs to, whether it is still good or not. */
export async function clinicByApiKey(db: Database, hash: string): Promise<{ clinicId: string; keyId: string } | null> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; key_id: string }[]
  >`SELECT * FROM clinic_by_api_key(${hash})`;
  const row = rows[0];
  return row === undefined ? null : { clinicId: row.clinic_id, keyId: row.key_id };
}

/** The clinic and the feed that the SHA-256 (hexadecimal) of a calendar's secret belongs to, revoked or not. */
export async function clinicByCalendarFeed(
  db: Database,
  hash: string,
): Promise<{ clinicId: string; feedId: string } | null> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; feed_id: string }[]
  >`SELECT * FROM clinic_by_calendar_feed(${hash})`;
  const row = rows[0];
  return row === undefined ? null : { clinicId: row.clinic_id, feedId: row.feed_id };
}

/** The waiting-room screen that a link belongs to; null where the link is unknown or was taken back. */
export async function waitingRoomByHash(
  db: Database,
  hash: string,
): Promise<{ clinicId: string; waitingRoomId: string; branchId: string | null } | null> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; waiting_room_id: string; branch_id: string | null }[]
  >`SELECT * FROM waiting_room_by_hash(${hash})`;
  const row = rows[0];
  return row === undefined
    ? null
    : { clinicId: row.clinic_id, waitingRoomId: row.waiting_room_id, branchId: row.branch_id };
}

/** All clinics, oldest first: for the job runner and at start-up. */
export async function listClinicIds(db: Database): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ clinic_id: string }[]>`SELECT * FROM list_clinic_ids()`;
  return rows.map((row) => row.clinic_id);
}

export interface SignInRow {
  userId: string;
  name: string;
  passwordHash: string;
  sessionVersion: number;
  isDisabled: boolean;
  language: Language;
}

/** What a sign-in is checked against. */
export async function userByEmail(db: Database, email: string): Promise<SignInRow | null> {
  const rows = await db.prisma.$queryRaw<
    {
      user_id: string;
      name: string;
      password_hash: string;
      session_version: number;
      disabled_at: Date | null;
      language: Language;
    }[]
  >`SELECT user_id, name, password_hash, session_version, disabled_at, translate(language::text, '-', '_') AS language FROM user_by_email(${email})`;
  const row = rows[0];
  if (row === undefined) return null;
  return {
    userId: row.user_id,
    name: row.name,
    passwordHash: row.password_hash,
    sessionVersion: row.session_version,
    isDisabled: row.disabled_at !== null,
    language: row.language,
  };
}

export interface MembershipRow {
  clinicId: string;
  clinicName: string;
  zone: string;
  role: Role;
  doctorId: string | null;
}

/** The clinics a user belongs to, and as what. */
export async function membershipsOf(db: Database, userId: string): Promise<MembershipRow[]> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; clinic_name: string; zone: string; role: Role; doctor_id: string | null }[]
  >`SELECT clinic_id, clinic_name, zone, role::text, doctor_id FROM memberships_of(${userId}::uuid)`;
  return rows.map((row) => ({
    clinicId: row.clinic_id,
    clinicName: row.clinic_name,
    zone: row.zone,
    role: row.role,
    doctorId: row.doctor_id,
  }));
}

/** The version that a session must carry to be good. */
export async function userSession(
  db: Database,
  userId: string,
): Promise<{ version: number; isDisabled: boolean } | null> {
  const rows = await db.prisma.$queryRaw<
    { version: number; disabled_at: Date | null }[]
  >`SELECT * FROM user_session(${userId}::uuid)`;
  const row = rows[0];
  return row === undefined ? null : { version: row.version, isDisabled: row.disabled_at !== null };
}

/** Makes a user and returns their id. Fails on an e-mail that is there already (conflict `unique`). */
export async function insertUser(
  db: Database,
  user: { email: string; name: string; passwordHash: string; language: Language },
): Promise<string> {
  const id = newId();
  await db.prisma
    .$executeRaw`SELECT create_user(${id}::uuid, ${user.email}, ${user.name}, ${user.passwordHash}, ${user.language === 'hi_en' ? 'hi-en' : user.language}::language)`;
  return id;
}

/** Ends every session of a user. Returns the new version. */
export async function endSessions(db: Database, userId: string): Promise<number> {
  const rows = await db.prisma.$queryRaw<{ end_sessions: number }[]>`SELECT end_sessions(${userId}::uuid)`;
  const row = rows[0];
  if (row === undefined || row.end_sessions === null) throw new Error('there is no such user');
  return row.end_sessions;
}

/** The clinics that write from a sender of their own: whose an answer to it is. */
export async function clinicsBySender(db: Database, channel: string, sender: string): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string }[]
  >`SELECT clinic_id FROM clinics_by_sender(${channel}, ${sender})`;
  return rows.map((row) => row.clinic_id);
}

/** The clinics that have no sender of their own for a channel, and use the installation's. */
export async function clinicsWithoutSender(db: Database, channel: string): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string }[]
  >`SELECT clinic_id FROM clinics_without_sender(${channel})`;
  return rows.map((row) => row.clinic_id);
}

/** The clinic that a link to a person belongs to; whether it is still good is for the clinic to say. */
export async function invitationByHash(
  db: Database,
  hash: string,
): Promise<{ clinicId: string; invitationId: string } | null> {
  const rows = await db.prisma.$queryRaw<
    { clinic_id: string; invitation_id: string }[]
  >`SELECT * FROM invitation_by_hash(${hash})`;
  const row = rows[0];
  return row === undefined ? null : { clinicId: row.clinic_id, invitationId: row.invitation_id };
}

/** Gives a user another password, and ends the sessions that the old one opened. */
export async function setPassword(tx: Pick<Database['prisma'], '$executeRaw'>, userId: string, passwordHash: string) {
  await tx.$executeRaw`SELECT set_password(${userId}::uuid, ${passwordHash})`;
}

/** Keeps a user out, or lets them in again. Either way their sessions end. */
export async function setUserDisabled(
  tx: Pick<Database['prisma'], '$executeRaw'>,
  userId: string,
  isDisabled: boolean,
) {
  await tx.$executeRaw`SELECT set_user_disabled(${userId}::uuid, ${isDisabled})`;
}

/** Is there anybody who can sign in? */
export async function hasUsers(db: Pick<Database, 'prisma'>): Promise<boolean> {
  const rows = await db.prisma.$queryRaw<{ has_users: boolean }[]>`SELECT has_users()`;
  return rows[0]?.has_users ?? false;
}

/** Makes the first clinic with its first admin. Null where there is a clinic or a user already: then nothing is written. */
export async function insertFirstClinic(
  db: Database,
  clinic: { name: string; nameHindi: string; zone: string; language: 'en' | 'hi' | 'hi-en' },
  admin: { email: string; name: string; passwordHash: string },
): Promise<{ clinicId: string; userId: string } | null> {
  const clinicId = newId();
  const userId = newId();
  const keys = createClinicKeys(db.keyRing, clinicId);
  // Taken in a statement before: the next one then sees what whoever held it has written.
  const [, rows] = await db.prisma.$transaction([
    db.prisma.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('vaani.create-clinic'))`,
    db.prisma.$queryRaw<{ is_made: boolean }[]>`
      SELECT create_first_clinic(
        ${clinicId}::uuid, ${clinic.name}, ${clinic.nameHindi}, ${clinic.zone}, ${clinic.language}::language,
        ${newId()}::uuid, ${keys.dataKey}, ${keys.searchKey}, ${keys.ringKeyId},
        ${userId}::uuid, ${admin.email}, ${admin.name}, ${admin.passwordHash}, ${newId()}::uuid
      ) AS is_made`,
  ]);
  return rows[0]?.is_made === true ? { clinicId, userId } : null;
}
