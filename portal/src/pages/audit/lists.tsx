// Grants, flags and refusals, page by page.

import type { Page } from '../../audit/ask.ts';
import { usePages } from '../../audit/use-index.ts';
import { count, kindName, listed, purposeName, words } from './i18n/index.ts';
import { Account, AT, type At, List, Moment, Place, SealLink, Table } from './parts.tsx';

interface GrantRow {
	readonly id: string;
	readonly seal: { readonly id: string };
	readonly operator: string;
	readonly second: string | null;
	readonly purposes: readonly string[];
	readonly quota: number;
	readonly used: number;
	readonly lent: number;
	readonly lentFrom: { readonly id: string } | null;
	readonly grantedAt: number;
	readonly validUntil: number;
	readonly ended: string | null;
	readonly endedAt: number | null;
	readonly at: At | null;
}

const GRANT = `id seal { id } operator second purposes quota used lent lentFrom { id } grantedAt validUntil ended endedAt ${AT}`;

const GRANTS_OF_SEAL = `query ($seal: ID!, $after: String) {
	seal(id: $seal) { grants(first: 20, after: $after) { items { ${GRANT} } next } }
}`;

export function Grants({ seal }: { seal: string }) {
	const pages = usePages<{ seal: { grants: Page<GrantRow> } | null }, GrantRow>(
		GRANTS_OF_SEAL,
		{ seal },
		(data) => data.seal?.grants,
	);
	return (
		<List pages={pages} empty={words().seal.no.grants}>
			{(grants) => <GrantTable grants={grants} />}
		</List>
	);
}

const GRANTS_OF_OPERATOR = `query ($operator: String!, $after: String) {
	grantsOfOperator(operator: $operator, first: 20, after: $after) { items { ${GRANT} } next }
}`;

export function GrantsOf({ operator }: { operator: string }) {
	const pages = usePages<{ grantsOfOperator: Page<GrantRow> }, GrantRow>(
		GRANTS_OF_OPERATOR,
		{ operator },
		({ grantsOfOperator }) => grantsOfOperator,
	);
	return (
		<List pages={pages} empty={words().account.no}>
			{(grants) => <GrantTable grants={grants} isOfMany />}
		</List>
	);
}

function GrantTable({ grants, isOfMany = false }: { grants: readonly GrantRow[]; isOfMany?: boolean }) {
	const w = words();
	return (
		<Table
			label={w.seal.grants}
			head={[
				w.grant.id,
				...(isOfMany ? [w.now.seal] : []),
				...[w.grant.operator, w.grant.purposes, w.grant.used, w.grant.granted, w.grant.valid, w.grant.ended, w.where],
			]}
		>
			{grants.map((grant) => (
				<tr key={grant.id}>
					<td>
						{grant.id}
						{grant.lentFrom && ` (${w.grant.lentFrom(grant.lentFrom.id)})`}
					</td>
					{isOfMany && (
						<td>
							<SealLink id={grant.seal.id} />
						</td>
					)}
					<td>
						<Account id={grant.operator} />
						{grant.second && (
							<>
								{' '}
								{w.grant.with} <Account id={grant.second} />
							</>
						)}
					</td>
					<td>{listed(grant.purposes.map(purposeName))}</td>
					<td>
						{w.grant.usedOf(count(grant.used), count(grant.quota))}
						{grant.lent > 0 && ` (${w.grant.lentOn(count(grant.lent))})`}
					</td>
					<td>
						<Moment ms={grant.grantedAt} />
					</td>
					<td>
						<Moment ms={grant.validUntil} />
					</td>
					<td>
						{grant.ended === null ? (
							w.grant.open
						) : (
							<>
								{kindName(grant.ended)} {grant.endedAt !== null && <Moment ms={grant.endedAt} />}
							</>
						)}
					</td>
					<td>{grant.at && <Place at={grant.at} />}</td>
				</tr>
			))}
		</Table>
	);
}

interface FlagRow {
	readonly id: string;
	readonly index: number;
	readonly reason: string;
	readonly seat: string;
	readonly account: string;
	readonly raisedAt: number;
	readonly outcome: string | null;
	readonly at: At | null;
}

const FLAGS = `query ($seal: ID!, $after: String) {
	seal(id: $seal) { flags(first: 20, after: $after) { items { id index reason seat account raisedAt outcome ${AT} } next } }
}`;

export function Flags({ seal }: { seal: string }) {
	const w = words();
	const pages = usePages<{ seal: { flags: Page<FlagRow> } | null }, FlagRow>(
		FLAGS,
		{ seal },
		(data) => data.seal?.flags,
	);
	return (
		<List pages={pages} empty={w.seal.no.flags}>
			{(flags) => (
				<Table
					label={w.seal.flags}
					head={[w.flag.id, w.flag.use, w.flag.reason, w.flag.seat, w.flag.raised, w.flag.outcome, w.where]}
				>
					{flags.map(({ id, index, reason, seat, account, raisedAt, outcome, at }) => (
						<tr key={id}>
							<td>{id}</td>
							<td class="number">{count(index)}</td>
							<td>{kindName(reason)}</td>
							<td>
								{kindName(seat)} <Account id={account} />
							</td>
							<td>
								<Moment ms={raisedAt} />
							</td>
							<td>{outcome === null ? w.flag.open : kindName(outcome)}</td>
							<td>{at && <Place at={at} />}</td>
						</tr>
					))}
				</Table>
			)}
		</List>
	);
}

export interface RefusalRow {
	readonly call: string;
	readonly account: string | null;
	readonly error: string;
	readonly explanation: string;
	readonly seal: string | null;
	readonly place: number | null;
	readonly at: At;
}

/** The fields of `RefusalRow`, for questions. */
export const REFUSAL = `call account error explanation seal place ${AT}`;

const REFUSALS = `query ($filter: RefusalFilter, $after: String) {
	refusals(filter: $filter, newestFirst: true, first: 20, after: $after) { items { ${REFUSAL} } next }
}`;

export function Refusals({ filter, empty }: { filter: Readonly<Record<string, string>>; empty: string }) {
	const pages = usePages<{ refusals: Page<RefusalRow> }, RefusalRow>(REFUSALS, { filter }, ({ refusals }) => refusals);
	return (
		<List pages={pages} empty={empty}>
			{(refusals) => <RefusalTable refusals={refusals} />}
		</List>
	);
}

/** What an error means, in the language that is chosen if that has words for it; the chain itself has English ones. */
function Explanation({ error, inEnglish }: { error: string; inEnglish: string }) {
	const word = words().refusal.meaning(error);
	return (
		<span class="hint" {...(word === undefined && { lang: 'en' })}>
			{word ?? inEnglish}
		</span>
	);
}

export function RefusalTable({ refusals }: { refusals: readonly RefusalRow[] }) {
	const w = words();
	return (
		<Table
			label={w.seal.refused}
			head={[w.refusal.when, w.refusal.call, w.refusal.error, w.refusal.seal, w.refusal.account, w.refusal.where]}
		>
			{refusals.map(({ call, account, error, explanation, seal, place, at }) => (
				<tr key={`${at.block} ${at.extrinsic} ${place}`}>
					<td>
						<Moment ms={at.time} />
					</td>
					<td>
						<code>{call}</code>
					</td>
					<td>
						<code>{error}</code>
						<br />
						<Explanation error={error} inEnglish={explanation} />
					</td>
					<td>{seal === null ? '–' : <SealLink id={seal} />}</td>
					<td>
						<Account id={account} />
					</td>
					<td>
						<Place at={at} />
					</td>
				</tr>
			))}
		</Table>
	);
}
