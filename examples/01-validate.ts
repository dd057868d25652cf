// 01: Is this file sound? `checkText` reads a BPMN file and runs every rule on it. What is wrong comes back as data: a stable code,
// line and column, and values; a sentence in Vietnamese or English is made from it. Nothing is thrown, and nothing is run.
//
//   node --conditions=source examples/01-validate.ts
import { readFileSync } from 'node:fs';
import { checkText, diagnosticText, formatDiagnostic } from 'quytrinh';

const file = 'leave-wrong.bpmn';
const source = readFileSync(new URL(`files/${file}`, import.meta.url));
const { model, diagnostics } = await checkText(source, file);

// As a person reads it: file:line:column, severity, code, what is wrong and how to mend it.
for (const diagnostic of diagnostics) console.log(formatDiagnostic(diagnostic, 'en'));

// As a program reads it: the code is for ever, the words may change.
for (const diagnostic of diagnostics) {
  console.log(
    `${diagnostic.code} on ${diagnostic.elementId ?? 'the file'}: ${diagnosticText(diagnostic, 'vi').message}`,
  );
}

// A file with an error gives no model, so it cannot be deployed by mistake.
console.log(model === null ? 'cannot be deployed' : 'can be deployed');
