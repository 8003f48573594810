// What the page relies on, and whom it asks.

import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { type Anchor, anchorHash, compareAnchors, type KnownAnchor, parseAnchor } from '../anchor.ts';
import { leftOver } from '../check/cases.ts';
import { isNodeAddress } from '../config.ts';
import { messages } from '../i18n/index.ts';
import { anchor, config, namedNode, nameNode, nodes, openedAnchor } from '../state.ts';
import { Fact } from './check/finding.tsx';

export function SourcesPage() {
	const m = messages();
	return (
		<>
			<h1>{m.sources.title}</h1>
			<p class="lead">{m.sources.lead}</p>
			<AnchorSection />
			<NodeSection />
		</>
	);
}

function AnchorSection() {
	const m = messages();
	const known = anchor.value;
	return (
		<section>
			<h2>{m.sources.anchor}</h2>
			<p>{m.sources.anchorLead}</p>
			{known ? <AnchorFacts known={known} isOpened={known === openedAnchor.value} /> : <p>{m.sources.none}</p>}
			{openedAnchor.value && config.value.anchor && (
				<button type="button" onClick={() => (openedAnchor.value = undefined)}>
					{m.sources.back}
				</button>
			)}
			<Compare />
		</section>
	);
}

function AnchorFacts({ known: { anchor: shown, origin }, isOpened }: { known: KnownAnchor; isOpened: boolean }) {
	const m = messages();
	return (
		<dl class="facts">
			<Fact name={m.sources.origin}>
				{isOpened ? m.sources.originOf.file(origin) : m.sources.originOf.page(origin)}
			</Fact>
			<Fact name={m.sources.hash}>
				<code>{anchorHash(shown)}</code>
			</Fact>
			<Fact name={m.sources.chain}>
				<code>{shown.genesis}</code>
			</Fact>
			<Fact name={m.sources.set}>{shown.setId}</Fact>
			<Fact name={m.sources.authorities}>
				<ul>
					{shown.authorities.map(({ key, weight }) => (
						<li key={key}>
							<code>{key}</code>
							{weight !== 1 && ` × ${weight}`}
						</li>
					))}
				</ul>
			</Fact>
		</dl>
	);
}

/** A second source, or the first where the page has none. */
function Compare() {
	const m = messages();
	const file = useRef<HTMLInputElement>(null);
	const [field, answer] = [useId(), useId()];
	const dropped = leftOver.value.anchors?.[0];
	const pasted = useSignal(dropped?.text ?? '');
	const name = useSignal(dropped?.name ?? '');
	const other = useSignal<Anchor | undefined>(undefined);
	const said = useSignal('');
	const compare = () => {
		const parsed = parseAnchor(pasted.value);
		other.value = parsed;
		const known = anchor.value?.anchor;
		said.value = !parsed
			? m.sources.noAnchor
			: known
				? m.sources.comparison[compareAnchors(known, parsed)]
				: `${m.sources.hash}: ${anchorHash(parsed)}`;
	};
	const opened = async () => {
		const [chosen] = file.current?.files ?? [];
		if (chosen) {
			pasted.value = await chosen.text();
			name.value = chosen.name;
			compare();
		}
	};
	const use = (known: Anchor) => {
		openedAnchor.value = { anchor: known, origin: name.value || known.genesis.slice(0, 10) };
		other.value = undefined;
		said.value = m.sources.used;
	};
	return (
		<>
			<h3>{m.sources.compare}</h3>
			<p>{m.sources.compareLead}</p>
			<p>
				<button type="button" onClick={() => file.current?.click()}>
					{m.sources.open}
				</button>
				<input ref={file} type="file" hidden data-testid="anchor" aria-label={m.sources.open} onChange={opened} />
			</p>
			<div class="field">
				<label for={field}>{m.sources.paste}</label>
				<textarea
					id={field}
					rows={5}
					spellcheck={false}
					value={pasted.value}
					aria-describedby={answer}
					onInput={({ currentTarget }) => {
						pasted.value = currentTarget.value;
						name.value = '';
					}}
				/>
				<div class="row">
					<button type="button" onClick={compare}>
						{m.sources.compareNow}
					</button>
					{other.value && (
						<button type="button" onClick={() => other.value && use(other.value)}>
							{m.sources.use}
						</button>
					)}
				</div>
				<p id={answer} role="status" class="said">
					{said.value}
				</p>
			</div>
		</>
	);
}

function NodeSection() {
	const m = messages();
	const field = useId();
	const hint = useId();
	const typed = useSignal(nodes.value[0] ?? '');
	const said = useSignal('');
	const save = () => {
		const address = typed.value.trim();
		if (address !== '' && !isNodeAddress(address)) {
			said.value = m.sources.nodeFault;
			return;
		}
		nameNode(address);
		said.value = address === '' ? m.sources.savedNone : m.sources.saved;
	};
	const own = config.value.nodes.join(', ');
	return (
		<section>
			<h2>{m.sources.node}</h2>
			<p>{m.sources.nodeLead}</p>
			<form
				class="field"
				onSubmit={(event) => {
					event.preventDefault();
					save();
				}}
			>
				<label for={field}>{m.sources.nodeAddress}</label>
				<input
					id={field}
					type="text"
					inputMode="url"
					autocomplete="off"
					spellcheck={false}
					value={typed.value}
					aria-describedby={hint}
					onInput={({ currentTarget }) => {
						typed.value = currentTarget.value;
					}}
				/>
				<p class="hint" id={hint}>
					{m.sources.nodeHint} {own && m.sources.nodesOfPage(own)}
				</p>
				<div class="row">
					<button type="submit">{m.sources.save}</button>
					{namedNode.value !== undefined && (
						<button
							type="button"
							onClick={() => {
								nameNode(undefined);
								typed.value = nodes.value[0] ?? '';
								said.value = '';
							}}
						>
							{m.sources.reset}
						</button>
					)}
				</div>
				<p role="status" class="said">
					{said.value}
				</p>
			</form>
		</section>
	);
}
