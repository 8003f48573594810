// What is in a runtime's code, for people who compare: its version, its length, its digests.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { codeHash } from '../../tests/lib/upgrade.mjs';

const [path] = process.argv.slice(2);
const code = readFileSync(path);

console.log(`    bytes          ${code.length}`);
console.log(`    SHA-256        0x${createHash('sha256').update(code).digest('hex')}`);
console.log(`    BLAKE2b-256    ${codeHash(code)}   (codeHash of system.authorizeUpgrade)`);
