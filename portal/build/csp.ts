// What the page may do, in a meta element of the page itself. deploy/nginx/eseal-portal.conf says the same in a header, and
// more: what only a header may say, and which nodes may be asked.

import type { Plugin } from 'vite';

/**
 * The policy, with where scripts, styles and workers may come from. Nodes are WebSockets wherever they are: whoever checks may
 * name one. Nothing else of any other host may be loaded or asked.
 */
export function policy({ script, style, worker }: { script: string; style: string; worker: string }): string {
	return [
		"default-src 'none'",
		`script-src ${script} 'wasm-unsafe-eval'`,
		`style-src ${style}`,
		`worker-src ${worker}`,
		"img-src 'self' data: blob:",
		"connect-src 'self' ws: wss:",
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
}

export const metaElement = (content: string) => ({
	tag: 'meta',
	attrs: { 'http-equiv': 'Content-Security-Policy', content },
	injectTo: 'head-prepend' as const,
});

export function contentSecurityPolicy(): Plugin {
	return {
		name: 'eseal:content-security-policy',
		apply: 'build',
		transformIndexHtml: () => [metaElement(policy({ script: "'self'", style: "'self'", worker: "'self'" }))],
	};
}
