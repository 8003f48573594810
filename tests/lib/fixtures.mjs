// The documents and pictures of tests/fixtures.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} name
 * @returns {string} its path
 */
export const fixturePath = (name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/**
 * @param {string} name
 * @returns {Buffer} its content
 */
export const fixture = (name) => readFileSync(fixturePath(name));
