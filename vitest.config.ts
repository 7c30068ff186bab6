import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of whole programs mostly wait: they come first, so that in the end none of them runs alone. */
const WHOLE_PROGRAMS = /test\/(app|cli|page|setup)\//;

class WholeProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWhole = ({ moduleId }: TestSpecification): boolean => WHOLE_PROGRAMS.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isWhole), ...sorted.filter((file) => !isWhole(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One more than CI has cores: while one waits for a program, the others compute.
    maxWorkers: 3,
    // No test changes a module or anything else of its process: importing everything for each file again takes longer
    // than most tests.
    isolate: false,
    sequence: { sequencer: WholeProgramsFirst },
    // Not how long anything takes, but when to give up on a machine that is slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
