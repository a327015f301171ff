import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What of it colours decide. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with a page, one line a rule; an empty list is what is wanted. */
export async function findings(page: Page): Promise<string[]> {
  return foundBy(new AxeBuilder({ page }).withTags(tags));
}

async function foundBy(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

export type Theme = 'light' | 'dark';

/** The same in the first of these themes, and in the others what colours decide: a theme is colours and nothing else, so the page is not loaded again for it. */
export async function findingsIn(page: Page, [first, ...others]: readonly [Theme, ...Theme[]]): Promise<string[]> {
  await wear(page, first);
  const found = (await findings(page)).map((line) => `${first}: ${line}`);
  for (const theme of others) {
    await wear(page, theme);
    const lines = await foundBy(new AxeBuilder({ page }).withRules(colourRules));
    found.push(...lines.map((line) => `${theme}: ${line}`));
  }
  return found;
}

/** Puts a theme on, and waits until every colour has arrived: on its way it is neither. */
async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}
