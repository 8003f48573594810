// Search: one field for whatever somebody has, a document to be digested, and the list of e-seals.

import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { ask, IndexError, type Page } from '../../audit/ask.ts';
import { auditLink } from '../../audit/links.ts';
import { pagesOf, soughtBy } from '../../audit/sought.ts';
import { usePages } from '../../audit/use-index.ts';
import { config, verifier } from '../../state.ts';
import { written } from '../../verifier/engine.ts';
import { count, enterpriseStatus, holdName, kindName, listed, words } from './i18n/index.ts';
import type { AuditPageProps } from './pages.tsx';
import { Choice, EnterpriseLink, Failure, List, SealLink, Table } from './parts.tsx';

export function SearchPage({ named }: AuditPageProps) {
	const w = words();
	const [field, hint, answer] = [useId(), useId(), useId()];
	const typed = useSignal(named.get('q') ?? '');
	const said = useSignal('');
	const submit = () => {
		const sought = soughtBy(typed.value);
		said.value = '';
		if (sought.is === 'nothing') {
			said.value = w.search.empty;
		} else if (sought.is === 'page') {
			location.hash = sought.address;
		} else {
			location.hash = auditLink('', { q: typed.value.trim() });
		}
	};
	const sought = soughtBy(named.get('q') ?? '');
	return (
		<>
			<h1>{w.search.title}</h1>
			<p class="lead">{w.search.lead}</p>
			<search>
				<form
					class="field"
					onSubmit={(event) => {
						event.preventDefault();
						submit();
					}}
				>
					<label for={field}>{w.search.label}</label>
					<div class="row">
						<input
							id={field}
							type="search"
							autocomplete="off"
							spellcheck={false}
							maxLength={160}
							value={typed.value}
							aria-describedby={`${hint} ${answer}`}
							onInput={({ currentTarget }) => {
								typed.value = currentTarget.value;
							}}
						/>
						<button type="submit" class="main">
							{w.search.submit}
						</button>
					</div>
					<p class="hint" id={hint}>
						{w.search.hint}
					</p>
					<p class="said" id={answer} role="status">
						{said.value}
					</p>
				</form>
			</search>
			{sought.is === 'enterprises' && <Enterprises search={sought.search} />}
			{sought.is === 'hash' && <Hash hash={sought.hash} />}
			<DocumentSearch />
			<Seals status={named.get('status') ?? ''} />
		</>
	);
}

interface FoundEnterprise {
	readonly uscc: string;
	readonly name: string;
	readonly names: readonly string[];
	readonly status: string | null;
	readonly seals: Page<{ readonly id: string; readonly status: string; readonly uses: number }>;
}

const ENTERPRISES = `query ($search: String!, $after: String) {
	enterprises(search: $search, first: 20, after: $after) {
		items { uscc name names status seals(first: 5) { items { id status uses } next } } next
	}
}`;

function Enterprises({ search }: { search: string }) {
	const w = words();
	const pages = usePages<{ enterprises: Page<FoundEnterprise> }, FoundEnterprise>(
		ENTERPRISES,
		// What is longer the index does not look for.
		{ search: [...search].slice(0, 64).join('') },
		({ enterprises }) => enterprises,
	);
	const now = pages.asked.value;
	return (
		<section class="found" aria-labelledby="found">
			<h2 id="found">
				{now.is === 'answered' ? w.search.found(count(now.data.items.length), pages.hasAfter.value) : w.search.title}
			</h2>
			<List pages={pages} empty={w.search.nothing}>
				{(items) => (
					<ul class="cards">
						{items.map(({ uscc, name, names, status, seals }) => (
							<li key={uscc}>
								<h3>
									<EnterpriseLink uscc={uscc} name={name} />
								</h3>
								<p>
									{status && enterpriseStatus(status)}
									{names.length > 1 && ` · ${w.enterprise.names}: ${names.filter((one) => one !== name).join(', ')}`}
								</p>
								<ul class="inline">
									{seals.items.map((seal) => (
										<li key={seal.id}>
											<SealLink id={seal.id} /> ({kindName(seal.status)}, {w.seal.uses} {count(seal.uses)})
										</li>
									))}
								</ul>
							</li>
						))}
					</ul>
				)}
			</List>
		</section>
	);
}

interface KnownHash {
	readonly document: Page<unknown>;
	readonly block: object | null;
	readonly extrinsic: object | null;
	readonly account: Page<unknown>;
	readonly owner: Page<unknown>;
}

const HASH = `query ($hash: String!, $document: String!) {
	document: usesOfDocument(document: $document, first: 1) { items { index } }
	block(hash: $hash) { number }
	extrinsic(hash: $hash) { index }
	account: extrinsicsOf(account: $hash, first: 1) { items { index } }
	owner: events(filter: { account: $hash }, first: 1) { items { name } }
}`;

/** What 64 hexadecimal digits may be, as far as the index knows of it. */
function Hash({ hash }: { hash: string }) {
	const w = words();
	const found = useSignal<KnownHash | IndexError | undefined>(undefined);
	const turn = useSignal(0);
	useEffect(() => {
		found.value = undefined;
		ask<KnownHash>(config.value.index, HASH, { hash, document: `sha256:${hash.slice(2)}` }).then(
			(answer) => {
				found.value = answer;
			},
			(error) => {
				found.value = error instanceof IndexError ? error : new IndexError('unreadable', String(error));
			},
		);
	}, [hash, turn.value]);
	const known = found.value;
	if (known === undefined) {
		return <p class="hint">{w.loading}</p>;
	}
	if (known instanceof IndexError) {
		return (
			<Failure
				error={known}
				again={() => {
					turn.value += 1;
				}}
			/>
		);
	}
	const is = {
		document: known.document.items.length > 0,
		block: known.block !== null,
		extrinsic: known.extrinsic !== null,
		account: known.account.items.length > 0 || known.owner.items.length > 0,
	};
	const pages = pagesOf(hash).filter(({ name }) => is[name as keyof typeof is]);
	return (
		<section class="found" aria-labelledby="found">
			<h2 id="found">{pages.length > 0 ? w.search.hash : w.search.hashNothing}</h2>
			<ul>
				{pages.map(({ name, address }) => (
					<li key={name}>
						<a href={address}>{w.search.hashOf[name as keyof typeof is]}</a>
					</li>
				))}
			</ul>
		</section>
	);
}

/** Digests a document here, and goes on to its uses. */
function DocumentSearch() {
	const w = words();
	const file = useRef<HTMLInputElement>(null);
	const said = useSignal('');
	const chosen = async () => {
		const [document] = file.current?.files ?? [];
		const api = verifier.value?.api;
		if (document === undefined || api === undefined || file.current === null) {
			return;
		}
		// So that the same file can be chosen again.
		file.current.value = '';
		try {
			const digests = await api.digest(document, ['sha256', 'sm3', 'blake2b256'], undefined, (bytes) => {
				said.value = w.search.digesting(count(Math.floor((100 * bytes) / Math.max(document.size, 1))));
			});
			said.value = '';
			location.hash = auditLink('document', { digest: written(digests).join(',') });
		} catch (error) {
			said.value = String(error);
		}
	};
	return (
		<section>
			<h2>{w.search.document}</h2>
			<p>{w.search.documentHint}</p>
			<div class="row">
				<button type="button" disabled={verifier.value === undefined} onClick={() => file.current?.click()}>
					{w.search.choose}
				</button>
				<input ref={file} type="file" hidden data-testid="document" aria-label={w.search.choose} onChange={chosen} />
				<span role="status">{said.value}</span>
			</div>
		</section>
	);
}

interface ListedSeal {
	readonly id: string;
	readonly status: string;
	readonly holds: readonly string[];
	readonly uses: number;
	readonly enterprise: { readonly uscc: string; readonly name: string } | null;
}

const SEALS = `query ($status: SealStatus, $after: String) {
	seals(status: $status, first: 20, after: $after) { items { id status holds uses enterprise { uscc name } } next }
}`;

const STATUSES = ['Applied', 'Active', 'Superseded', 'Revoked', 'Rejected', 'Withdrawn'] as const;

function Seals({ status }: { status: string }) {
	const w = words();
	const chosen = useSignal(status);
	const pages = usePages<{ seals: Page<ListedSeal> }, ListedSeal>(
		SEALS,
		{ status: chosen.value === '' ? null : chosen.value },
		({ seals }) => seals,
	);
	return (
		<section>
			<h2>{w.search.seals}</h2>
			<Choice
				label={w.search.status}
				value={chosen.value}
				set={(one) => {
					chosen.value = one;
				}}
				choices={[['', w.search.anyStatus], ...STATUSES.map((one) => [one, kindName(one)] as const)]}
			/>
			<List pages={pages} empty={w.none}>
				{(items) => (
					<Table label={w.search.seals} head={[w.now.seal, w.seal.enterprise, w.seal.status, w.seal.uses]}>
						{items.map(({ id, status, holds, uses, enterprise }) => (
							<tr key={id}>
								<td>
									<SealLink id={id} />
								</td>
								<td>{enterprise && <EnterpriseLink uscc={enterprise.uscc} name={enterprise.name} />}</td>
								<td>{holds.length > 0 ? w.with(kindName(status), listed(holds.map(holdName))) : kindName(status)}</td>
								<td class="number">{count(uses)}</td>
							</tr>
						))}
					</Table>
				)}
			</List>
		</section>
	);
}
