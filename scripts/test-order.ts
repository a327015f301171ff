import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than a minute, whole calls in real time as they are: the run is over when the last of them is. */
const long = ['provider-deaths', 'providers'].map((name) => `/apps/voice/src/${name}.integration.test.ts`);

/** Begins with the long ones, then as Vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
