import type { ScenarioLine } from './scenario.ts';

/** Chooses what to say next. Pure but for what was said before. */
export interface Script {
  /** The answer to what the receptionist said last, or null where the scenario has none. */
  answer(agentSaid: string): ScenarioLine | null;
  /** A line that cuts into these words, if there is one. */
  interruption(agentSays: string): ScenarioLine | null;
}

export function createScript(lines: readonly ScenarioLine[]): Script {
  const used = new Map<ScenarioLine, number>();
  const heard = new Set<string>();
  const find = (text: string, isCutIn: boolean): ScenarioLine | null => {
    heard.add(text);
    const line = lines.find(
      (one) =>
        (one.cutInMs !== undefined) === isCutIn &&
        one.when.test(text) &&
        (one.after === undefined || [...heard].some((earlier) => one.after?.test(earlier))) &&
        (used.get(one) ?? 0) < (one.times ?? (isCutIn ? 1 : 2)),
    );
    if (line === undefined) return null;
    used.set(line, (used.get(line) ?? 0) + 1);
    return line;
  };
  return { answer: (text) => find(text, false), interruption: (text) => find(text, true) };
}
