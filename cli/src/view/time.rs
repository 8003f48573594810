//! Moments: local time and UTC for people, milliseconds and UTC for programs.

use crate::view::terminal::word;
use eseal_primitives::{moment::DAY, Moment};
use jiff::{
	civil::{Date, DateTime},
	tz::TimeZone,
	Timestamp, Zoned,
};
use serde::Serialize;
use std::{fmt, sync::OnceLock};

/// The first moment that a person may type: 2000-01-01T00:00:00Z, in milliseconds since the Unix epoch.
const EARLIEST: Moment = Moment(946_684_800_000);

/// The first moment that is too late to be meant: 2200-01-01T00:00:00Z.
const TOO_LATE: Moment = Moment(7_258_118_400_000);

/// The time zone that people here live in: what `TZ` names, or what the machine is set to, or UTC where it is set to none.
///
/// Names are looked up in the machine's zone database, and in one that is compiled in where it has none. The answer stays
/// the same while the program runs.
///
/// # Errors
///
/// If `TZ` names a zone that is in neither: UTC would be hours off, and nobody would see it.
pub fn zone() -> Result<TimeZone, String> {
	static ZONE: OnceLock<Result<TimeZone, String>> = OnceLock::new();
	ZONE.get_or_init(|| {
		TimeZone::try_system().or_else(|_| match std::env::var_os("TZ") {
			Some(name) if !name.is_empty() => Err(format!("TZ names an unknown time zone: {}", word(&name))),
			_ => Ok(TimeZone::UTC),
		})
	})
	.clone()
}

/// A moment. In JSON `{"ms": …, "utc": "…"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time(Moment);

impl Time {
	/// Of a moment in milliseconds since the Unix epoch.
	pub fn new(moment: Moment) -> Self {
		Self(moment)
	}

	/// Now, by this machine's clock.
	pub fn now() -> Self {
		Self(moment(Timestamp::now()))
	}

	/// A moment that a person typed:
	///
	/// - a date, `2027-11-22`: its beginning in local time;
	/// - a date and a time, `2027-11-22 08:00`: local time;
	/// - either with a zone, `2027-11-22T08:00[Asia/Shanghai]`, or a time with an offset, `2027-11-22T08:00:00+08:00` or `…Z`;
	/// - milliseconds since the Unix epoch, 13 digits.
	///
	/// # Errors
	///
	/// If it is none of these; if it names a zone that is not known, an offset that the zone does not have then, or a local
	/// time that comes twice or never because clocks change; or if it lies outside of the years 2000 to 2199, which comes
	/// of another unit (seconds, microseconds) or a slip.
	pub fn parse(text: &str) -> Result<Self, String> {
		Self::parse_in(text, zone)
	}

	fn parse_in(text: &str, local: impl FnOnce() -> Result<TimeZone, String>) -> Result<Self, String> {
		let moment = match text.is_empty() || !text.bytes().all(|digit| digit.is_ascii_digit()) {
			false => text.parse().map_or(Moment::MAX, Moment),
			true => moment(timestamp(text, local)?),
		};
		if (EARLIEST..TOO_LATE).contains(&moment) {
			return Ok(Self(moment));
		}
		Err("a moment must be in the years 2000 to 2199; a number means milliseconds since 1970".to_owned())
	}

	/// In milliseconds since the Unix epoch.
	pub fn ms(self) -> Moment {
		self.0
	}

	/// In UTC, as RFC 3339 writes it; `None` past the year 9999.
	pub fn utc(self) -> Option<String> {
		self.timestamp().map(|t| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
	}

	fn timestamp(self) -> Option<Timestamp> {
		Timestamp::from_millisecond(i64::try_from(self.0 .0).ok()?).ok()
	}

	/// In a time zone and in UTC.
	fn in_zone(self, zone: TimeZone) -> Option<String> {
		let timestamp = self.timestamp()?;
		let local = timestamp.to_zoned(zone);
		if local.offset().is_zero() {
			return Some(format!("{} UTC", local.strftime("%Y-%m-%d %H:%M:%S")));
		}
		let utc = timestamp.to_zoned(TimeZone::UTC);
		let form = if utc.date() == local.date() {
			"%H:%M:%S"
		} else {
			"%Y-%m-%d %H:%M:%S"
		};
		Some(format!(
			"{} ({} UTC)",
			local.strftime("%Y-%m-%d %H:%M:%S %:z"),
			utc.strftime(form)
		))
	}
}

impl fmt::Display for Time {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.in_zone(zone().unwrap_or(TimeZone::UTC)) {
			Some(text) => f.write_str(&text),
			None => write!(f, "{} ms", self.0 .0),
		}
	}
}

impl Serialize for Time {
	fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		#[derive(Serialize)]
		struct Shape {
			ms: Moment,
			utc: Option<String>,
		}
		Shape {
			ms: self.0,
			utc: self.utc(),
		}
		.serialize(serializer)
	}
}

/// The date of a day in UTC, by its number since the Unix epoch; the number itself past the year 9999.
pub fn day(number: u32) -> String {
	let begins = Time::new(Moment(u64::from(number).saturating_mul(DAY)));
	match begins.timestamp() {
		Some(timestamp) => timestamp.strftime("%Y-%m-%d").to_string(),
		None => number.to_string(),
	}
}

/// A timestamp as the chain keeps moments; what lies before the epoch is its beginning.
fn moment(timestamp: Timestamp) -> Moment {
	Moment(u64::try_from(timestamp.as_millisecond()).unwrap_or_default())
}

/// The moment that a text names which is no number.
fn timestamp(text: &str, local: impl FnOnce() -> Result<TimeZone, String>) -> Result<Timestamp, String> {
	// The other forms would leave a zone in brackets unread.
	if text.contains('[') {
		return text
			.parse::<Zoned>()
			.map(|zoned| zoned.timestamp())
			.map_err(|e| format!("not a moment in a time zone, such as 2027-11-22T08:00[Asia/Shanghai]: {e}"));
	}
	if let Ok(timestamp) = text.parse::<Timestamp>() {
		return Ok(timestamp);
	}
	let civil = text
		.parse::<DateTime>()
		.or_else(|_| text.parse::<Date>().map(|date| date.at(0, 0, 0, 0)))
		.map_err(|_| "not a moment, such as 2027-11-22, '2027-11-22 08:00' or 2027-11-22T08:00:00Z".to_owned())?;
	local()?.to_ambiguous_timestamp(civil).unambiguous().map_err(|_| {
		"clocks change then, so that this local time occurs twice or never: add an offset, such as +08:00".to_owned()
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	const MOMENT: Moment = Moment(1_795_335_324_000);

	#[test]
	fn local_and_utc() {
		let shanghai = TimeZone::fixed(jiff::tz::offset(8));
		let text = Time::new(MOMENT).in_zone(shanghai.clone()).unwrap();
		assert_eq!(text, "2026-11-22 16:15:24 +08:00 (08:15:24 UTC)");
		let late = Time::new(Moment(MOMENT.0 + 10 * 3_600_000)).in_zone(shanghai).unwrap();
		assert_eq!(late, "2026-11-23 02:15:24 +08:00 (2026-11-22 18:15:24 UTC)");
		assert_eq!(
			Time::new(MOMENT).in_zone(TimeZone::UTC).unwrap(),
			"2026-11-22 08:15:24 UTC"
		);
	}

	fn typed(text: &str, zone: &str) -> Result<Moment, String> {
		Time::parse_in(text, || TimeZone::get(zone).map_err(|e| e.to_string())).map(Time::ms)
	}

	#[test]
	fn a_moment_is_read_as_it_is_meant() {
		for text in [
			"2026-11-22T08:15:24Z",
			"2026-11-22 08:15:24Z",
			"2026-11-22T16:15:24+08:00",
			"2026-11-22T16:15:24",
			"2026-11-22 16:15:24",
			"2026-11-22T16:15:24[Asia/Shanghai]",
			"2026-11-22T16:15:24+08:00[Asia/Shanghai]",
			"2026-11-22T03:15:24[America/New_York]",
			"2026-11-22T03:15:24-05:00[America/New_York]",
			"1795335324000",
		] {
			assert_eq!(typed(text, "Asia/Shanghai"), Ok(MOMENT), "{text}");
		}
		let midnight = typed("2026-11-21T16:00:00Z", "UTC");
		assert_eq!(typed("2026-11-22", "Asia/Shanghai"), midnight);
		assert_eq!(typed("2026-11-22[Asia/Shanghai]", "UTC"), midnight);
		assert_eq!(typed("2026-11-22 00:00", "Asia/Shanghai"), midnight);
	}

	#[test]
	fn what_cannot_be_meant_is_refused() {
		for text in [
			"",
			" ",
			"2027",
			"22.11.2027",
			"tomorrow",
			"1960-01-01T00:00:00Z",
			"1999-12-31",
			"2200-01-02",
			"9999-12-31",
			// Seconds, microseconds, nanoseconds.
			"1795335324",
			"1795335324000000",
			"1795335324000000000",
			"99999999999999999999999999",
			"-1795335324000",
			"2026-11-22T08:15[Asia/Nowhere]",
			"2026-11-22T08:15+09:00[Asia/Shanghai]",
			"2026-11-22T08:15[",
		] {
			assert!(typed(text, "UTC").is_err(), "{text}");
		}
	}

	#[test]
	fn a_local_time_that_comes_twice_or_never_is_refused() {
		assert!(typed("2026-11-01 01:30", "America/New_York").is_err());
		assert!(typed("2026-03-08 02:30", "America/New_York").is_err());
		assert!(typed("2026-11-01T01:30-05:00", "America/New_York").is_ok());
		assert!(typed("2026-11-01 01:30", "Asia/Shanghai").is_ok());
	}

	#[test]
	fn in_json() {
		let json = serde_json::to_string(&Time::new(MOMENT)).unwrap();
		assert_eq!(json, r#"{"ms":1795335324000,"utc":"2026-11-22T08:15:24Z"}"#);
	}

	#[test]
	fn a_day_has_its_date_in_utc() {
		assert_eq!(day(0), "1970-01-01");
		assert_eq!(day(u32::try_from(MOMENT.day()).unwrap()), "2026-11-22");
		assert_eq!(day(u32::MAX), u32::MAX.to_string());
	}

	#[test]
	fn a_moment_past_all_calendars_is_shown_all_the_same() {
		assert_eq!(Time::new(Moment::MAX).to_string(), format!("{} ms", u64::MAX));
	}
}
