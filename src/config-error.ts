import { ForeseenError } from './foreseen-error.ts';

/** The environment can't be used: lists every problem at once, each with its variable. */
export class ConfigError extends ForeseenError {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The settings are wrong (environment or .env):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}
