// Days as people choose them, in this device's time zone, and as moments.

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** When a day begins here, in milliseconds; nothing if it is no day. */
export function beginOf(day: string): number | undefined {
	const [, year, month, date] = DAY.exec(day) ?? [];
	if (year === undefined) {
		return undefined;
	}
	const begin = new Date(Number(year), Number(month) - 1, Number(date));
	// A 31st of February would be some day of March.
	return begin.getDate() === Number(date) && begin.getMonth() === Number(month) - 1 ? begin.getTime() : undefined;
}

/** When a day is over here. */
export function endOf(day: string): number | undefined {
	const begin = beginOf(day);
	if (begin === undefined) {
		return undefined;
	}
	const next = new Date(begin);
	next.setDate(next.getDate() + 1);
	return next.getTime();
}

/** The day here of a moment. */
export function dayOf(ms: number): string {
	const at = new Date(ms);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
