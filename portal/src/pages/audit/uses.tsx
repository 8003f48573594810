// The uses of an e-seal, page by page: of all times, of some days, or from one use on.

import { useSignal } from '@preact/signals';
import { addressAt, type Page } from '../../audit/ask.ts';
import { beginOf, endOf } from '../../audit/days.ts';
import { wholeIn } from '../../audit/links.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { linkTo } from '../../link.ts';
import { config } from '../../state.ts';
import { count, purposeName, words } from './i18n/index.ts';
import {
	Account,
	Answered,
	AT,
	type At,
	DayField,
	Digest,
	List,
	Moment,
	NotFound,
	Place,
	Table,
	TextField,
} from './parts.tsx';

export interface RecordRow {
	readonly seal: { readonly id: string };
	readonly number: number;
	readonly index: number;
	readonly count: number;
	readonly batch: boolean;
	readonly listed: boolean;
	readonly document: string | null;
	readonly purpose: string;
	readonly account: string;
	readonly grant: { readonly id: string } | null;
	/** The second operator, who approved it. */
	readonly second: string | null;
	readonly recordedAt: number;
	readonly at: At;
}

/** The fields of `RecordRow`, for questions. */
export const RECORD = `seal { id } number index count batch listed document purpose account grant { id } second recordedAt ${AT}`;

/** A table of records. A use leads to its check against a node, and to its receipt. */
export function Records({ records, isOfMany = false }: { records: readonly RecordRow[]; isOfMany?: boolean }) {
	const w = words();
	const { index: ours } = config.value;
	return (
		<Table
			label={w.seal.log}
			head={[
				...(isOfMany ? [w.now.seal] : []),
				...[w.uses.index, w.uses.document, w.uses.purpose, w.uses.account, w.uses.grant, w.uses.recorded, w.uses.where],
				w.uses.check,
			]}
		>
			{records.map(
				({ seal, number, index, count: uses, batch, listed, document, purpose, account, grant, ...record }) => (
					<tr key={`${seal.id} ${number}`}>
						{isOfMany && (
							<td>
								<a href={`#/audit/seal?id=${seal.id}`}>{seal.id}</a>
							</td>
						)}
						<td class="number">{batch ? `${count(index)}–${count(index + uses - 1)}` : count(index)}</td>
						<td>
							{batch ? (
								<>
									{w.uses.batch(count(uses))} ({listed ? w.uses.listed : w.uses.anchored})
								</>
							) : (
								document && <Digest digest={document} />
							)}
						</td>
						<td>{purposeName(purpose)}</td>
						<td>
							<Account id={account} />
							{record.second && (
								<>
									{' '}
									{w.uses.approvedBy} <Account id={record.second} />
								</>
							)}
						</td>
						<td>{grant ? grant.id : purpose === 'Liquidation' ? w.uses.liquidator : w.uses.owner}</td>
						<td>
							<Moment ms={record.recordedAt} />
						</td>
						<td>
							<Place at={record.at} />
						</td>
						<td>
							{(!batch || listed) && (
								<span class="place">
									<a
										href={linkTo({ document, use: { seal: Number(seal.id), index } })}
										aria-label={w.uses.checkOf(String(index))}
									>
										{w.uses.check}
									</a>
									<a
										href={addressAt(ours, `receipt/${seal.id}/${index}`)}
										download
										aria-label={w.uses.receiptOf(String(index))}
									>
										{w.uses.receipt}
									</a>
								</span>
							)}
						</td>
					</tr>
				),
			)}
		</Table>
	);
}

const LOG = `query ($seal: ID!, $from: Moment, $until: Moment, $after: String) {
	records(filter: { seal: $seal, from: $from, until: $until }, newestFirst: true, first: 25, after: $after) {
		items { ${RECORD} } next
	}
}`;

/** Which uses are shown. */
interface Chosen {
	readonly from: string;
	readonly until: string;
	/** A single one, by its index. */
	readonly index: string;
}

const ALL: Chosen = { from: '', until: '', index: '' };

export function Uses({ seal, count: uses }: { seal: string; count: number }) {
	const w = words();
	const typed = useSignal(ALL);
	const chosen = useSignal(ALL);
	const { from, until, index } = chosen.value;
	const isFiltered = from !== '' || until !== '';
	if (uses === 0) {
		return <p class="hint">{w.seal.no.log}</p>;
	}
	const set = (name: keyof Chosen) => (value: string) => {
		typed.value = { ...typed.value, [name]: value };
	};
	return (
		<>
			<form
				class="row filter"
				onSubmit={(event) => {
					event.preventDefault();
					chosen.value = typed.value;
				}}
			>
				<DayField label={w.uses.from} value={typed.value.from} set={set('from')} />
				<DayField label={w.uses.until} value={typed.value.until} set={set('until')} />
				<TextField label={w.uses.goTo} value={typed.value.index} set={set('index')} isNumber />
				<button type="submit">{w.uses.filter}</button>
				<button
					type="button"
					class="quiet"
					onClick={() => {
						typed.value = ALL;
						chosen.value = ALL;
					}}
				>
					{w.uses.all}
				</button>
			</form>
			{wholeIn(index.trim()) === undefined ? (
				<Log
					seal={seal}
					from={beginOf(from)}
					until={endOf(until)}
					empty={isFiltered ? w.seal.no.logFiltered : w.seal.no.log}
				/>
			) : (
				<OneUse seal={seal} index={index.trim()} />
			)}
		</>
	);
}

function Log({
	seal,
	from,
	until,
	empty,
}: {
	seal: string;
	from: number | undefined;
	until: number | undefined;
	empty: string;
}) {
	const pages = usePages<{ records: Page<RecordRow> }, RecordRow>(
		LOG,
		{ seal, from: from ?? null, until: until ?? null },
		({ records }) => records,
	);
	return (
		<List pages={pages} empty={empty}>
			{(records) => <Records records={records} />}
		</List>
	);
}

const USE = `query ($seal: ID!, $index: ID!) {
	use(seal: $seal, index: $index) { index document record { ${RECORD} } }
}`;

function OneUse({ seal, index }: { seal: string; index: string }) {
	const question = useQuestion<{ use: { record: RecordRow; document: string | null } | null }>(USE, { seal, index });
	return (
		<Answered question={question}>{({ use }) => (use ? <Records records={[use.record]} /> : <NotFound />)}</Answered>
	);
}
