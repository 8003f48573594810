// Two builds: the page as files beside each other (the default), and in one file (`--mode single`).

import { dirname } from 'node:path';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './build/csp.ts';
import { oneFile } from './build/one-file.ts';
import { modulePath, verifierModule } from './build/verifier.ts';

export default defineConfig(({ mode, command, isPreview }) => {
	const isSingle = mode === 'single';
	const isServing = command === 'serve' && !isPreview && !process.env.VITEST;
	return {
		base: './',
		plugins: [
			verifierModule({ isInline: isSingle }),
			isSingle ? oneFile('eseal-portal.html') : contentSecurityPolicy(),
		],
		build: {
			target: 'es2022',
			outDir: 'dist',
			emptyOutDir: !isSingle,
			modulePreload: false,
			// Nothing as a data: address, which the policy refuses; in one file there is nothing else.
			assetsInlineLimit: isSingle ? Number.MAX_SAFE_INTEGER : 0,
			cssCodeSplit: !isSingle,
			...(isSingle && { rolldownOptions: { output: { codeSplitting: false } } }),
		},
		// While developing: the verifier lies outside this directory.
		server: { fs: { allow: ['..', ...(isServing ? [dirname(modulePath())] : [])] } },
		// Limits are for what hangs: a machine may be busy.
		test: { include: ['test/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
	};
});
