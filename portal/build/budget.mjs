#!/usr/bin/env node
// Fails if the page has grown too large: what a browser loads before the first check, packed as a server packs it (gzip -9).

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** What the first load may have, in bytes. */
const FIRST_LOAD = 350_000;

/** What the one-file page may have, in bytes, unpacked: a file on a disk. */
const ONE_FILE = 1_000_000;

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** @param {string} file */
const packed = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** @param {string} file @param {string} text */
const line = (file, text) => console.log(`${text.padStart(9)}  ${file}`);

const page = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
// What a script imports is loaded with it; what it imports when it is needed stands in parentheses.
for (const file of named) {
	const script = file.endsWith('.js') ? readFileSync(join(dist, file), 'utf8') : '';
	for (const [, part = ''] of script.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
		if (!named.includes(`assets/${part}`)) {
			named.push(`assets/${part}`);
		}
	}
}
const assets = readdirSync(join(dist, 'assets')).map((file) => `assets/${file}`);
// The script names these two by itself, and loads them at once.
const atOnce = assets.filter((file) => /\/(verifier|worker)-/.test(file));
const first = ['index.html', ...named, ...atOnce];
let sum = 0;
for (const file of first) {
	sum += packed(file);
	line(file, String(packed(file)));
}
line('first load, of at most 350,000 bytes packed', String(sum));
const later = assets.filter((file) => !first.includes(file));
for (const file of later) {
	line(`${file} (when it is needed)`, String(packed(file)));
}
const oneFile = join(dist, 'eseal-portal.html');
const size = existsSync(oneFile) ? readFileSync(oneFile).length : 0;
line('eseal-portal.html, of at most 1,000,000 bytes', String(size));
if (atOnce.length !== 2 || named.length < 2 || size === 0) {
	console.error('error: the build is not what this script knows: look at what it loads first, then change this script');
	process.exit(1);
}
if (sum > FIRST_LOAD || size > ONE_FILE) {
	console.error('error: the page is larger than it may be');
	process.exit(1);
}
