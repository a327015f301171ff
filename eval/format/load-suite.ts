import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isSeq, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';
import type { z } from 'zod';
import { type ClinicFixture, clinicSchema, type Scenario, scenarioSchema } from './schema.ts';

/** A scenario file that cannot be used: says the file, the line and the field. */
export class SuiteError extends Error {
  override name = 'SuiteError';
}

export interface Suite {
  name: string;
  scenarios: Scenario[];
  clinics: Map<string, ClinicFixture>;
}

const shippedClinics = fileURLToPath(new URL('../clinics', import.meta.url));

/**
 * Reads every `.yaml` below a folder. A document is a clinic (it has `clinic` and `doctors`), or a list of scenarios. The clinics that ship can be
 * used by any suite.
 * @throws {SuiteError} for the first thing that is wrong, with file, line and field.
 */
export async function loadSuite(folder: string): Promise<Suite> {
  const suite: Suite = { name: relative(process.cwd(), folder) || folder, scenarios: [], clinics: new Map() };
  const places = new Map<string, string>();
  for (const file of [...(await yamlFiles(shippedClinics)), ...(await yamlFiles(folder))]) {
    await readInto(suite, file, places);
  }
  if (suite.scenarios.length === 0) throw new SuiteError(`${folder}: there is no scenario in it.`);
  for (const scenario of suite.scenarios) {
    const problem = unknownIn(scenario, suite.clinics);
    if (problem !== null) throw new SuiteError(`${places.get(scenario.scenario) ?? folder}: ${problem}`);
  }
  return suite;
}

async function yamlFiles(folder: string): Promise<string[]> {
  let entries: Awaited<ReturnType<typeof list>>;
  try {
    entries = await list(folder);
  } catch (error) {
    throw new SuiteError(`${folder}: cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
const list = (folder: string) => readdir(folder, { withFileTypes: true, recursive: true });

async function readInto(suite: Suite, file: string, places: Map<string, string>): Promise<void> {
  const lines = new LineCounter();
  const documents = parseAllDocuments(await readFile(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  if (!Array.isArray(documents)) return;
  for (const document of documents) {
    const [problem] = document.errors;
    if (problem !== undefined)
      throw new SuiteError(`${file}:${lines.linePos(problem.pos[0]).line}: is not YAML: ${problem.message}`);
    const root = document.contents as ParsedNode | null;
    if (root === null) continue;
    const at = (node: unknown) => lineOf(node, lines);
    if (isMap(root) && root.has('clinic')) {
      const clinic = checked(clinicSchema, root.toJS(document), root, { file, at });
      suite.clinics.set(clinic.clinic, clinic);
    } else if (isSeq(root)) {
      for (const item of root.items) {
        const node = item as ParsedNode;
        const scenario = checked(scenarioSchema, node.toJS(document), node, { file, at });
        const place = `${file}:${at(node)}`;
        const earlier = places.get(scenario.scenario);
        if (earlier !== undefined)
          throw new SuiteError(`${place}: scenario: ${scenario.scenario} stands already at ${earlier}.`);
        places.set(scenario.scenario, place);
        suite.scenarios.push(scenario);
      }
    } else throw new SuiteError(`${file}:${at(root)}: is neither a list of scenarios nor a clinic.`);
  }
}

const lineOf = (node: unknown, lines: LineCounter): number => {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return range === null || range === undefined ? 1 : lines.linePos(range[0]).line;
};

function checked<S extends z.ZodType>(
  schema: S,
  value: unknown,
  root: ParsedNode,
  place: { file: string; at: (node: unknown) => number },
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map((part) => (typeof part === 'symbol' ? String(part) : part));
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = [...path, ...(unknown === undefined ? [] : [unknown])];
  const message = unknown === undefined ? (issue?.message ?? 'is wrong') : 'is no field that there is';
  throw new SuiteError(`${place.file}:${place.at(nodeAt(root, field))}: ${field.join('.') || 'item'}: ${message}.`);
}

/** The node of a field, or the nearest above it that there is. */
function nodeAt(root: ParsedNode, path: (string | number)[]): unknown {
  let node: unknown = root;
  for (const part of path) {
    const next: unknown = isMap(node)
      ? (node.items.find(({ key }) => String(key) === String(part))?.key ?? undefined)
      : isSeq(node)
        ? node.items[Number(part)]
        : undefined;
    if (next === undefined) return node;
    const value: unknown = isMap(node) ? node.get(part, true) : next;
    node = path.at(-1) === part || value === undefined || value === null ? next : value;
  }
  return node;
}

/** A doctor or a person that the clinic has not. */
function unknownIn(scenario: Scenario, clinics: Map<string, ClinicFixture>): string | null {
  const clinic = clinics.get(scenario.clinic);
  if (clinic === undefined) return `clinic: there is no clinic ${scenario.clinic}.`;
  const doctors = [
    ['wish.doctor', scenario.wish.doctor],
    ...Object.entries(scenario.given.appointments).map(([key, one]) => [
      `given.appointments.${key}.doctor`,
      one.doctor,
    ]),
    ...scenario.expect.appointments.map(({ doctor }, index) => [`expect.appointments.${index}.doctor`, doctor]),
  ] as const;
  for (const [field, doctor] of doctors) {
    if (doctor !== undefined && field !== undefined && !(doctor in clinic.doctors))
      return `${field}: ${clinic.clinic} has no doctor ${doctor}.`;
  }
  const people = [
    ['wish.patient', scenario.wish.patient],
    ...Object.entries(scenario.given.appointments).map(([key, one]) => [
      `given.appointments.${key}.patient`,
      one.patient,
    ]),
    ...scenario.expect.appointments.map(({ patient }, index) => [`expect.appointments.${index}.patient`, patient]),
  ] as const;
  for (const [field, person] of people) {
    if (person !== undefined && !['new', 'self'].includes(person) && field !== undefined && !(person in clinic.people))
      return `${field}: ${clinic.clinic} has no person ${person}.`;
  }
  for (const [index, { was }] of scenario.expect.appointments.entries()) {
    if (was !== undefined && !(was in scenario.given.appointments))
      return `expect.appointments.${index}.was: given has no appointment ${was}.`;
  }
  const { phone } = scenario.caller;
  if (phone !== 'withheld' && !phone.startsWith('+') && !(phone in clinic.people))
    return `caller.phone: ${phone} is no person of ${clinic.clinic}, no number and not withheld.`;
  return null;
}
