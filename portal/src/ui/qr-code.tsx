// A QR code, drawn.

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export type Encode = (text: string) => boolean[][];

const encoder = signal<Encode | undefined>(undefined);

/** What makes QR codes, once it is loaded: it is needed for printing only. */
export function useQrEncoder(): Encode | undefined {
	useEffect(() => {
		if (encoder.value === undefined) {
			import('qr').then(
				({ encodeQR }) => {
					encoder.value = (text) => encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
				},
				// Without a network, and before it was fetched: then the certificate has the address alone.
				() => {},
			);
		}
	}, []);
	return encoder.value;
}

export function QrCode({ encode, text, label }: { encode: Encode; text: string; label: string }) {
	const rows = encode(text);
	const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	return (
		<svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} data-text={text}>
			<path d={path} />
		</svg>
	);
}
