#!/usr/bin/env node
// The command `quytrinh`: joins arguments and streams to `runCli`, and is the only place that sets the exit code.
import { processIo } from './io.ts';
import { runCli } from './run-cli.ts';

// The code is set, not exited with: what is still in a pipe is written out first.
void runCli(process.argv.slice(2), processIo(process), process.env).then((code) => {
  process.exitCode = code;
});
