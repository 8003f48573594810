// Puts the whole page into one file that works from a disk: its script and its style stand in it, and the policy names them by
// their hashes.

import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { policy } from './csp.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** @param name of the file */
export function oneFile(name: string): Plugin {
	return {
		name: 'eseal:one-file',
		apply: 'build',
		enforce: 'post',
		generateBundle: {
			// After Vite itself, which puts the last touch to the script here.
			order: 'post',
			handler(_, bundle) {
				const files = Object.values(bundle);
				const page = files.find(({ fileName }) => fileName === 'index.html');
				const script = files.find((file) => file.type === 'chunk' && file.isEntry);
				const style = files.find(({ fileName }) => fileName.endsWith('.css'));
				if (page?.type !== 'asset' || script?.type !== 'chunk' || style?.type !== 'asset') {
					throw new Error('the page has no script, or no style');
				}
				const rest = files.filter((file) => ![page, script, style].includes(file));
				if (rest.length > 0) {
					throw new Error(`not in one file: ${rest.map(({ fileName }) => fileName).join(', ')}`);
				}
				// Nothing in the script may end the element that it stands in.
				const code = script.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim();
				if (code.includes('__VITE_')) {
					throw new Error('the script is not finished: Vite has something to put into it yet');
				}
				const css = String(style.source).trim();
				const content = policy({ script: hash(code), style: hash(css), worker: 'blob:' });
				const meta = `<meta http-equiv="Content-Security-Policy" content="${content}">`;
				// The script is put last: what it refers to stands above.
				const source = String(page.source)
					.replace('<head>', () => `<head>\n\t\t${meta}`)
					.replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n\t\t<style>${css}</style>`)
					.replace(/\s*<script type="module"[^>]*><\/script>/, '')
					.replace('</body>', () => `\t<script type="module">${code}</script>\n\t</body>`);
				for (const file of [page, script, style]) {
					delete bundle[file.fileName];
				}
				this.emitFile({ type: 'asset', fileName: name, source });
			},
		},
	};
}
