/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { type ClinicDeps, findClinicByNumber } from '@vaani/clinic';
import type { CallSnapshot, LiveEvent } from '@vaani/live';
import { demoNumbers } from '../prisma/factories/callers.ts';
import { expect } from './desk.ts';

export const rowsOf = (page: Page) => page.locator('[data-call-id]');
export const rowOf = (page: Page, callId: string) => page.locator(`[data-call-id="${callId}"]`);

/** Opens a call of the board; from then on keys are about it. */
export async function openCall(page: Page, callId: string): Promise<void> {
  await rowOf(page, callId).click();
  await expect(page.locator(`[data-open-call="${callId}"]`)).toBeVisible();
}

/** Ids of the calls on the board, once it is there. */
export async function callsOn(page: Page): Promise<string[]> {
  await expect(page.locator('section[aria-busy="false"]')).toBeVisible();
  await expect(page.locator('[data-rows-loading]')).toHaveCount(0);
  return rowsOf(page).evaluateAll((rows: HTMLElement[]) => rows.map(({ dataset }) => dataset.callId ?? ''));
}

/** Waits for the call that was not there before, and opens it. @returns its id. */
export async function openNewCall(page: Page, before: readonly string[]): Promise<string> {
  let id: string | undefined;
  await expect
    .poll(async () => (id = (await callsOn(page)).find((one) => !before.includes(one))), { timeout: 40_000 })
    .toBeDefined();
  await openCall(page, id ?? '');
  return id ?? '';
}

/** What can be done in the open call. */
export const actsOn = (page: Page) => page.getByRole('region', { name: 'What you can do in this call' });

/** The clinic of the people who sign in here. */
export async function clinicOf(domain: ClinicDeps): Promise<string> {
  const found = await findClinicByNumber(domain, demoNumbers.asha);
  if (found === null) throw new Error('the demo clinic has no number');
  return found.clinicId;
}

/** As a worker does: a call that nobody touches for half a minute is gone. */
const HEARTBEAT_MS = 10_000;

/** A call on the board that no worker has: for what a page does with states that a real call seldom comes to. */
export interface BoardCall {
  callId: string;
  tell(event: Omit<Extract<LiveEvent, { type: 'call.activity' | 'call.state' | 'call.ended' }>, 'at'>): Promise<void>;
  words(index: number, text: string, more?: { isUnclear?: boolean }): Promise<void>;
  end(): Promise<void>;
}

export async function putCall(domain: ClinicDeps, clinicId: string, caller: string): Promise<BoardCall> {
  const { live } = domain;
  const callId = randomUUID();
  const startedAt = new Date().toISOString();
  const snapshot: CallSnapshot = {
    ...{ callId, workerId: 'nobody', state: 'talking', direction: 'inbound', language: 'en', startedAt },
    ...{ activity: { key: 'listening', values: {} }, isVerified: false, listenerIds: [], tools: [], fallbacks: [] },
    personal: { caller, listenerNames: [], turns: [] },
  };
  const at = () => new Date().toISOString();
  await live.calls.put(clinicId, snapshot);
  const data = { callId, direction: 'inbound' as const, language: 'en' as const, startedAt, workerId: 'nobody' };
  await live.publish(clinicId, { type: 'call.started', at: startedAt, data, personal: { caller } });
  // A page that learns of it from the list and one that hears of its beginning show the same.
  await live.publish(clinicId, { type: 'call.state', at: at(), data: { callId, state: 'talking' }, personal: {} });
  const heartbeat = setInterval(() => void live.calls.touch(clinicId, [callId]), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    callId,
    async tell(event) {
      await live.publish(clinicId, { ...event, at: at() } as LiveEvent);
    },
    async words(index, text, more = {}) {
      const turn = { callId, turnId: randomUUID(), index, who: 'caller' as const, language: 'en' as const };
      await live.publish(clinicId, {
        ...{ type: 'turn.words', at: at(), data: { ...turn, isFinal: true, startedMs: index * 1_000, ...more } },
        personal: { text },
      });
    },
    async end() {
      const ended = { callId, outcome: 'informed', durationMs: 1_000, endedAt: at() };
      clearInterval(heartbeat);
      await live.publish(clinicId, { type: 'call.ended', at: at(), data: ended, personal: {} });
      await live.calls.remove(clinicId, callId);
    },
  };
}
