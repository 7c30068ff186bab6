#!/usr/bin/env -S node --max-semi-space-size=2
import { HELP, parseCommandLine } from './cli/command-line.js';
import { UsageError } from './cli/usage-error.js';
import { VERSION } from './cli/version.js';
import { ConfigError } from './config/config-error.js';
import { WattbridgeError } from './errors.js';

/** Modules are loaded by the command that needs them, so that `--help` is there at once. */
async function runCommand(argv: readonly string[]): Promise<number> {
  const commandLine = parseCommandLine(argv);
  switch (commandLine.command) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return 0;
    case 'run':
      return (await import('./cli/run.js')).run(commandLine);
    case 'demo':
      return (await import('./cli/demo.js')).demo(commandLine);
    case 'simulate':
      return (await import('./cli/simulate.js')).simulate(commandLine);
    case 'keys':
      return (await import('./cli/keys.js')).keys({ ...commandLine, args: commandLine.operands });
    case 'backup':
      return (await import('./cli/backup.js')).backup(commandLine);
    case 'hash-password':
      return (await import('./cli/hash-password.js')).hashPasswordFromInput();
    case 'check':
      return (await import('./cli/check.js')).check(commandLine);
  }
}

try {
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  // What the owner can mend is told in words; anything else is a defect and shows where it comes from.
  process.stderr.write(
    `${error instanceof WattbridgeError ? `wattbridge: ${error.message}` : String((error as Error).stack)}\n`,
  );
  process.exitCode = error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
}
