import type { Redis } from 'ioredis';
import { type CallSnapshot, callSnapshotSchema } from './events.ts';
import { keys } from './keys.ts';
import type { LiveCipher } from './wire.ts';

/** A call that no worker has touched for so long is gone with its worker. */
const LIFE_MS = 30_000;

/** The calls under way, as their workers see them. Nothing here lasts: an entry lives as long as its worker says so. */
export interface CallRegistry {
  put(clinicId: string, snapshot: CallSnapshot): Promise<void>;
  /** The worker's heartbeat, every few seconds. */
  touch(clinicId: string, callIds: string[]): Promise<void>;
  remove(clinicId: string, callId: string): Promise<void>;
  /** The longest first. */
  list(clinicId: string): Promise<CallSnapshot[]>;
  /** The worker that owns a call, or null. */
  owner(clinicId: string, callId: string): Promise<string | null>;
}

export function createCallRegistry(redis: Redis, cipherFor: (clinicId: string) => Promise<LiveCipher>): CallRegistry {
  return {
    async put(clinicId, snapshot) {
      const { personal, ...open } = snapshot;
      const sealed = (await cipherFor(clinicId)).sealText(`call|${snapshot.callId}`, JSON.stringify(personal));
      await redis.set(keys.call(clinicId, snapshot.callId), JSON.stringify({ open, sealed }), 'PX', LIFE_MS);
      await redis.sadd(keys.calls(clinicId), snapshot.callId);
    },
    async touch(clinicId, callIds) {
      await Promise.all(callIds.map((callId) => redis.pexpire(keys.call(clinicId, callId), LIFE_MS)));
    },
    async remove(clinicId, callId) {
      await redis.del(keys.call(clinicId, callId));
      await redis.srem(keys.calls(clinicId), callId);
    },
    async list(clinicId) {
      const ids = await redis.smembers(keys.calls(clinicId));
      if (ids.length === 0) return [];
      const texts = await redis.mget(...ids.map((id) => keys.call(clinicId, id)));
      const gone = ids.filter((_, index) => texts[index] === null);
      if (gone.length > 0) await redis.srem(keys.calls(clinicId), ...gone);
      const cipher = await cipherFor(clinicId);
      return texts
        .filter((text) => typeof text === 'string')
        .map((text) => openSnapshot(text, cipher))
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    },
    async owner(clinicId, callId) {
      const text = await redis.get(keys.call(clinicId, callId));
      return text === null ? null : openSnapshot(text, await cipherFor(clinicId)).workerId;
    },
  };
}

function openSnapshot(text: string, cipher: LiveCipher): CallSnapshot {
  const { open, sealed } = JSON.parse(text) as { open: { callId: string }; sealed: string };
  return callSnapshotSchema.parse({ ...open, personal: JSON.parse(cipher.openText(`call|${open.callId}`, sealed)) });
}
