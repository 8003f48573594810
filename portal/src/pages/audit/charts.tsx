// Charts, drawn: bars over days and over hours. Each says in words what it shows, and has its figures in a table beside.

import { count, words } from './i18n/index.ts';
import { Table } from './parts.tsx';

const [WIDTH, HEIGHT, FOOT, TOP] = [640, 180, 22, 16];

/** For how many bars there is room at least. */
const FEWEST = 14;

interface Bar {
	/** What is written below it, if anything is. */
	readonly label: string;
	readonly title: string;
	/** Parts, the lowest first. */
	readonly parts: readonly { readonly value: number; readonly kind: 'uses' | 'refused' }[];
}

/** Bars next to each other, the highest of them as high as the chart. */
function Bars({ bars, label }: { bars: readonly Bar[]; label: string }) {
	const sum = ({ parts }: Bar) => parts.reduce((total, { value }) => total + value, 0);
	const top = Math.max(...bars.map(sum), 1);
	// A few bars do not become walls.
	const step = WIDTH / Math.max(bars.length, FEWEST);
	const scale = (HEIGHT - FOOT - TOP) / top;
	return (
		<svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
			<line class="base" x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
			<text class="top" x="0" y={TOP - 4}>
				{count(top)}
			</text>
			<line class="grid" x1="0" x2={WIDTH} y1={TOP} y2={TOP} />
			{bars.map((bar, i) => {
				let y = HEIGHT - FOOT;
				return (
					<g key={bar.title}>
						<title>{bar.title}</title>
						{bar.parts.map(({ value, kind }) => {
							const height = value * scale;
							y -= height;
							return (
								<rect key={kind} class={kind} x={i * step + step * 0.12} y={y} width={step * 0.76} height={height} />
							);
						})}
						<text class="label" x={i * step + step / 2} y={HEIGHT - 6} text-anchor="middle">
							{bar.label}
						</text>
					</g>
				);
			})}
		</svg>
	);
}

interface Day {
	readonly day: string;
	readonly uses: number;
	readonly records: number;
	readonly refused: number;
}

/** @param days the newest first, as the index has them */
export function DaysChart({ days }: { days: readonly Day[] }) {
	const w = words();
	const inOrder = [...days].reverse();
	const total = days.reduce((sum, { uses }) => sum + uses, 0);
	const most = days.reduce((best, day) => (day.uses > best.uses ? day : best));
	const every = Math.ceil(inOrder.length / 8);
	const bars = inOrder.map(({ day, uses, refused }, i) => ({
		label: i % every === 0 ? day.slice(5) : '',
		title: `${day}: ${w.chart.uses} ${count(uses)}, ${w.chart.refused} ${count(refused)}`,
		parts: [
			{ value: uses, kind: 'uses' as const },
			{ value: refused, kind: 'refused' as const },
		],
	}));
	return (
		<figure>
			<Bars bars={bars} label={w.chart.days(count(days.length), count(total), count(most.uses), most.day)} />
			<figcaption>
				<span class="key uses">{w.chart.uses}</span> <span class="key refused">{w.chart.refused}</span>
			</figcaption>
			<details>
				<summary>{w.chart.asTable}</summary>
				<Table label={w.seal.days} head={[w.chart.day, w.chart.uses, w.chart.records, w.chart.refused]}>
					{days.map(({ day, uses, records, refused }) => (
						<tr key={day}>
							<td>{day}</td>
							<td class="number">{count(uses)}</td>
							<td class="number">{count(records)}</td>
							<td class="number">{count(refused)}</td>
						</tr>
					))}
				</Table>
			</details>
		</figure>
	);
}

export function HoursChart({ hours }: { hours: readonly number[] }) {
	const w = words();
	const most = hours.reduce((best, value, hour) => (value > (hours[best] ?? 0) ? hour : best), 0);
	const bars = hours.map((records, hour) => ({
		label: hour % 3 === 0 ? String(hour) : '',
		title: `${hour}:00: ${count(records)}`,
		parts: [{ value: records, kind: 'uses' as const }],
	}));
	return (
		<figure>
			<Bars bars={bars} label={w.chart.hours(count(hours[most] ?? 0), String(most))} />
			<details>
				<summary>{w.chart.asTable}</summary>
				<Table label={w.seal.hours} head={[w.chart.hour, w.chart.records]}>
					{bars.map(({ title, parts: [part] }, hour) => (
						<tr key={title}>
							<td>{hour}:00</td>
							<td class="number">{count(part?.value ?? 0)}</td>
						</tr>
					))}
				</Table>
			</details>
		</figure>
	);
}
