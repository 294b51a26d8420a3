import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';

test('the contract of the sockets keeps the rules of AsyncAPI', async () => {
  const contract = await readFile(new URL('../src/main/resources/asyncapi.yaml', import.meta.url), 'utf8');
  const { document, diagnostics } = await new Parser().parse(contract);
  const broken = diagnostics.filter((found) => found.severity <= DiagnosticSeverity.Warning);
  assert.deepEqual(
    broken.map((found) => `${found.path.join('.')}: ${found.message}`),
    [],
  );
  assert.ok(document);
});
