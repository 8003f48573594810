// The verifier's module, for tests in Node.js.

import { readFileSync } from 'node:fs';
import { modulePath } from '../build/verifier.ts';
import type { VerifierApi } from '../src/verifier/client.ts';
import { Engine } from '../src/verifier/engine.ts';

export const engine = await Engine.load(readFileSync(modulePath()));

/** As the page has it, without a worker. */
export const verifier: VerifierApi = {
	digest: (file, algorithms, salt, told) => engine.digest(file, algorithms, salt, told),
	verify: async (question) => engine.verify(question),
};
