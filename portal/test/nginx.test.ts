// The example for nginx sends what `serve.mjs` sends, under which the page is tested.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../serve.mjs';

const conf = readFileSync(new URL('../../deploy/nginx/eseal-portal.conf', import.meta.url), 'utf8');

/** What it makes of a header: for a path where that depends on it. */
function header(name: string, path = '') {
	const [, said = ''] = conf.match(new RegExp(`add_header ${name} "?([^"]+?)"? always;`, 'i')) ?? [];
	if (!said.startsWith('$')) {
		return said;
	}
	const [, map = ''] = conf.match(new RegExp(`map \\S+ \\${said} \\{([^}]*)\\}`)) ?? [];
	const lines = [...map.matchAll(/^\t(\S+) "(.*)";$/gm)];
	const [, , value] =
		lines.find(([, key = '']) => (key.startsWith('~') ? new RegExp(key.slice(1)).test(`200:${path}`) : key === path)) ??
		lines.find(([, key]) => key === 'default') ??
		[];
	return value;
}

let directory: string;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'eseal-portal-'));
	mkdirSync(join(directory, 'assets'));
	for (const file of ['index.html', 'eseal-portal.html', 'assets/a.js', 'assets/a.css', 'assets/a.wasm']) {
		writeFileSync(join(directory, file), '');
	}
	writeFileSync(join(directory, 'config.json'), '{}');
	server = await serve({ directory, config: join(directory, 'config.json') });
});

afterAll(async () => {
	await server.close();
	rmSync(directory, { recursive: true });
});

test.each(['/index.html', '/config.json', '/assets/a.js', '/assets/a.css', '/assets/a.wasm'])('%s', async (path) => {
	const { headers } = await fetch(`${server.url.slice(0, -1)}${path}`);
	for (const [name, value] of headers) {
		if (!['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding'].includes(name)) {
			// A public server names the nodes that may be asked.
			const nodes = value.replace("connect-src 'self' ws: wss:", "connect-src 'self' wss://rpc.example");
			expect(header(name, path), name).toBe(nodes);
		}
	}
	const [type, charset] = (headers.get('content-type') ?? '').split('; charset=');
	const [, types = ''] = conf.match(/types \{([^}]*)\}/) ?? [];
	expect(types).toContain(`${type} ${path.split('.')[1]};`);
	const [, charsets = ''] = conf.match(/charset_types (.*);/) ?? [];
	expect(['text/html', ...charsets.split(' ')].includes(type ?? '')).toBe(charset !== undefined);
	expect(`text/html ${conf.match(/gzip_types (.*);/)?.[1]}`.split(' ')).toContain(type);
});

test('the page in one file keeps its own policy', async () => {
	const { headers } = await fetch(`${server.url}eseal-portal.html`);
	expect(headers.get('content-security-policy')).toBeNull();
	expect(header('Content-Security-Policy', '/eseal-portal.html')).toBe("frame-ancestors 'none'");
	expect(header('Cache-Control', '/eseal-portal.html')).toBe(headers.get('cache-control'));
});
