// A QR code by the camera, or in a picture. What is seen stays here.

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../../i18n/index.ts';
import { readLink } from '../../link.ts';

/** How long a picture of the camera is shown before the next is looked at, in milliseconds. */
const PAUSE_MS = 120;

/** A picture is made no larger than this on its longer side: codes are read as well, and sooner. */
const LARGEST = 1280;

type Trouble = 'refused' | 'nothing' | 'foreign';

export function ScanDialog({ close }: { close(): void }) {
	const m = messages();
	const dialog = useRef<HTMLDialogElement>(null);
	const video = useRef<HTMLVideoElement>(null);
	const picture = useRef<HTMLInputElement>(null);
	const trouble = useSignal<Trouble | undefined>(undefined);
	const isStarted = useSignal(false);

	/** Goes to what a code names, if it is one of ours. */
	const take = async (text: string) => {
		if ((await readLink(text)) === undefined) {
			trouble.value = 'foreign';
			return false;
		}
		// Only what stands after the `#`: whatever host the code names, the check is made here.
		location.hash = text.slice(text.indexOf('#'));
		close();
		return true;
	};

	useEffect(() => {
		dialog.current?.showModal();
		const ended = new AbortController();
		watch(video.current, ended.signal, take, () => {
			isStarted.value = true;
		}).catch(() => {
			trouble.value = 'refused';
		});
		return () => ended.abort();
	}, []);

	const chosen = async () => {
		const [file] = picture.current?.files ?? [];
		if (!file) {
			return;
		}
		try {
			const image = await createImageBitmap(file);
			const text = await decode(image, image.width, image.height);
			if (text === undefined) {
				trouble.value = 'nothing';
			} else {
				await take(text);
			}
		} catch {
			trouble.value = 'nothing';
		}
	};

	return (
		<dialog ref={dialog} class="scan" aria-labelledby="scan-title" onClose={close}>
			<h2 id="scan-title">{m.scan.title}</h2>
			<video ref={video} muted playsInline hidden={!isStarted.value} />
			<p role="status">{trouble.value ? m.scan[trouble.value] : isStarted.value ? m.scan.hint : m.scan.starting}</p>
			<div class="row">
				<button type="button" onClick={() => picture.current?.click()}>
					{m.scan.picture}
				</button>
				<input
					ref={picture}
					type="file"
					accept="image/*"
					hidden
					data-testid="picture"
					aria-label={m.scan.picture}
					onChange={chosen}
				/>
				<button type="button" onClick={() => dialog.current?.close()}>
					{m.scan.close}
				</button>
			</div>
		</dialog>
	);
}

/** Looks at the camera's picture until a code is taken. */
async function watch(
	video: HTMLVideoElement | null,
	signal: AbortSignal,
	take: (text: string) => Promise<boolean>,
	started: () => void,
) {
	if (!video || !navigator.mediaDevices) {
		throw new Error('no camera');
	}
	const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
	const stop = () => {
		for (const track of stream.getTracks()) {
			track.stop();
		}
	};
	signal.addEventListener('abort', stop);
	if (signal.aborted) {
		stop();
		return;
	}
	video.srcObject = stream;
	await video.play();
	started();
	while (!signal.aborted) {
		const text = await decode(video, video.videoWidth, video.videoHeight);
		if (text !== undefined && (await take(text))) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

/** What the browser itself has for codes, where it has. */
interface Detector {
	detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

/** The text of a QR code in a picture. */
async function decode(
	source: HTMLVideoElement | ImageBitmap,
	width: number,
	height: number,
): Promise<string | undefined> {
	const { BarcodeDetector } = globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector };
	if (BarcodeDetector) {
		try {
			const [found] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(source);
			if (found) {
				return found.rawValue;
			}
		} catch {
			// It is there and does not work on some systems.
		}
	}
	const scale = Math.min(1, LARGEST / Math.max(width, height, 1));
	const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
	const context = canvas.getContext('2d', { willReadFrequently: true });
	context?.drawImage(source, 0, 0, canvas.width, canvas.height);
	const image = context?.getImageData(0, 0, canvas.width, canvas.height);
	if (!image) {
		return undefined;
	}
	const { decodeQR } = await import('qr/decode.js');
	try {
		return decodeQR(image);
	} catch {
		// There is none.
		return undefined;
	}
}
