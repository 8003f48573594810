// Where files come in: dropped anywhere on the page, chosen, or by a QR code.

import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { messages } from '../../i18n/index.ts';
import { ScanDialog } from './scan.tsx';

interface Props {
	isReady: boolean;
	take(files: File[]): void;
}

export function DropZone({ isReady, take }: Props) {
	const m = messages();
	const input = useRef<HTMLInputElement>(null);
	const isOver = useSignal(false);
	const isScanning = useSignal(false);
	const hint = useId();
	useDropping(isReady ? take : undefined, (over) => {
		isOver.value = over;
	});
	const chosen = () => {
		const files = [...(input.current?.files ?? [])];
		if (input.current) {
			// The same file may be chosen again.
			input.current.value = '';
		}
		if (files.length > 0) {
			take(files);
		}
	};
	return (
		<section class={isOver.value ? 'drop over' : 'drop'} aria-label={m.check.choose}>
			<p class="drop-words" aria-hidden="true">
				{m.check.drop}
			</p>
			<div class="row centre">
				<button
					type="button"
					class="main"
					disabled={!isReady}
					aria-describedby={hint}
					onClick={() => input.current?.click()}
				>
					{m.check.choose}
				</button>
				<input
					ref={input}
					type="file"
					multiple
					hidden
					data-testid="files"
					disabled={!isReady}
					aria-label={m.check.choose}
					onChange={chosen}
				/>
				<button type="button" disabled={!isReady} onClick={() => (isScanning.value = true)}>
					{m.check.scan}
				</button>
			</div>
			<p class="hint" id={hint}>
				{m.check.chooseHint}
			</p>
			<p class="hint">{m.check.private}</p>
			{isScanning.value && <ScanDialog close={() => (isScanning.value = false)} />}
		</section>
	);
}

/** Files may be dropped anywhere: a browser would leave the page for one that misses. */
function useDropping(take: ((files: File[]) => void) | undefined, over: (isOver: boolean) => void) {
	useEffect(() => {
		const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
		const dragged = (event: DragEvent) => {
			if (hasFiles(event)) {
				event.preventDefault();
				over(true);
			}
		};
		const left = (event: DragEvent) => {
			if (event.relatedTarget === null) {
				over(false);
			}
		};
		const dropped = (event: DragEvent) => {
			if (hasFiles(event)) {
				event.preventDefault();
				over(false);
				take?.([...(event.dataTransfer?.files ?? [])]);
			}
		};
		addEventListener('dragover', dragged);
		addEventListener('dragleave', left);
		addEventListener('drop', dropped);
		return () => {
			removeEventListener('dragover', dragged);
			removeEventListener('dragleave', left);
			removeEventListener('drop', dropped);
		};
	});
}
