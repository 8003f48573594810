//! Moments: local time and UTC for people, milliseconds and UTC for programs.

use eseal_primitives::Moment;
use jiff::{tz::TimeZone, Timestamp};
use serde::Serialize;
use std::fmt;

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
		Self(u64::try_from(Timestamp::now().as_millisecond()).unwrap_or_default())
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
		Timestamp::from_millisecond(i64::try_from(self.0).ok()?).ok()
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
		match self.in_zone(TimeZone::system()) {
			Some(text) => f.write_str(&text),
			None => write!(f, "{} ms", self.0),
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

/// A text with moments in milliseconds, as receipts' verdicts have them, made readable: `… 1795335324000 ms since 1970`.
pub fn readable(text: &str) -> String {
	const UNIT: &str = " ms since 1970";
	let mut out = String::new();
	let mut rest = text;
	while let Some(at) = rest.find(UNIT) {
		let (before, after) = rest.split_at(at);
		let number = before
			.rfind(|c: char| !c.is_ascii_digit())
			.map_or(0, |last| last.saturating_add(1));
		let (before, digits) = before.split_at_checked(number).unwrap_or((before, ""));
		out.push_str(before);
		match digits.parse() {
			Ok(moment) => out.push_str(&Time::new(moment).to_string()),
			Err(_) => out.push_str(&format!("{digits}{UNIT}")),
		}
		rest = after.strip_prefix(UNIT).unwrap_or_default();
	}
	out + rest
}

#[cfg(test)]
mod tests {
	use super::*;

	const MOMENT: Moment = 1_795_335_324_000;

	#[test]
	fn local_and_utc() {
		let shanghai = TimeZone::fixed(jiff::tz::offset(8));
		let text = Time::new(MOMENT).in_zone(shanghai.clone()).unwrap();
		assert_eq!(text, "2026-11-22 16:15:24 +08:00 (08:15:24 UTC)");
		let late = Time::new(MOMENT + 10 * 3_600_000).in_zone(shanghai).unwrap();
		assert_eq!(late, "2026-11-23 02:15:24 +08:00 (2026-11-22 18:15:24 UTC)");
		assert_eq!(
			Time::new(MOMENT).in_zone(TimeZone::UTC).unwrap(),
			"2026-11-22 08:15:24 UTC"
		);
	}

	#[test]
	fn moments_in_a_text() {
		let text = readable("lost, as of 1795335324000 ms since 1970; 中 ms since 1970");
		assert!(text.starts_with("lost, as of 2026-11-2"), "{text}");
		assert!(text.ends_with("; 中 ms since 1970"), "{text}");
	}

	#[test]
	fn in_json() {
		let json = serde_json::to_string(&Time::new(MOMENT)).unwrap();
		assert_eq!(json, r#"{"ms":1795335324000,"utc":"2026-11-22T08:15:24Z"}"#);
	}

	#[test]
	fn a_moment_past_all_calendars_is_shown_all_the_same() {
		assert_eq!(Time::new(u64::MAX).to_string(), format!("{} ms", u64::MAX));
	}
}
