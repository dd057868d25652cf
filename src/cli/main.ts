#!/usr/bin/env node
// The command `quytrinh`: joins arguments and streams to `runCli`, and is the only place that sets the exit code.
import { processIo } from './io.ts';
import { runCli } from './run-cli.ts';

let unwritten = false;
const io = processIo(process, (detail) => {
  unwritten = true;
  process.exitCode = 1;
  io.err(`quytrinh: ${detail}`);
});

// The code is set, not exited with: what is still in a pipe is written out first.
void runCli(process.argv.slice(2), io, process.env).then((code) => {
  process.exitCode = unwritten ? 1 : code;
});
