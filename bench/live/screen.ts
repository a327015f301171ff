/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { demoSignIns } from '../../prisma/factories/callers.ts';

export async function signIn(page: Page, webUrl: string): Promise<void> {
  const person = demoSignIns.find(({ role }) => role === 'receptionist');
  if (person === undefined) throw new Error('the demo has no receptionist');
  await page.goto(`${webUrl}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page
    .getByLabel(/password/i)
    .first()
    .fill(person.password);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL(/\/live/);
  await page.locator('[data-stream="live"]').waitFor({ state: 'attached' });
}

/** Notes when the page is about to draw each mark that stands in its document. */
export async function watchScreen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    const longest: number[] = [];
    Object.assign(window, { seen, longest });
    let waiting = new Set<string>();
    const find = (node: Node) => {
      for (const [, number = ''] of (node.textContent ?? '').matchAll(/mark-(\d+)-/g))
        if (seen[number] === undefined) waiting.add(number);
    };
    new MutationObserver((mutations) => {
      for (const { target, addedNodes } of mutations) {
        if (target.nodeType === Node.TEXT_NODE) find(target);
        for (const node of addedNodes) find(node);
      }
      if (waiting.size === 0) return;
      const drawn = waiting;
      waiting = new Set();
      requestAnimationFrame(() => {
        const now = Date.now();
        for (const number of drawn) seen[number] ??= now;
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => longest.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
}

export interface Seen {
  /** When the mark was drawn, milliseconds since the epoch, by its number. */
  at: Record<string, number>;
  /** Tasks of more than 50 ms. */
  longTasks: number[];
}

export const readScreen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const { seen, longest } = window as unknown as { seen: Record<string, number>; longest: number[] };
    return { at: seen, longTasks: longest };
  });
