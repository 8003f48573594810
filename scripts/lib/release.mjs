// What is in a runtime's code, for people who compare: its version, its length, its digests.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../tests/package.json', import.meta.url));
const { blake2AsHex } = require('@polkadot/util-crypto');

const [path] = process.argv.slice(2);
const code = readFileSync(path);

console.log(`    bytes          ${code.length}`);
console.log(`    SHA-256        0x${createHash('sha256').update(code).digest('hex')}`);
console.log(`    BLAKE2b-256    ${blake2AsHex(code, 256)}   (codeHash of system.authorizeUpgrade)`);
