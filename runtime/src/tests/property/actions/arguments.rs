//! What calls name: codes, texts, digests, e-seals and moments, often right.

use super::Dice;
use crate::tests::model::Model;
use eseal_primitives::{DocumentDigest, FlagId, Moment, RawText, SealCode, SealId, Uscc, UsccCheck};
use pallet_agencies::Seat;
use pallet_e_seal::SealStatus;
use rand::Rng;
use sp_core::H256;

/// Codes of enterprises. The last was issued with a wrong check character.
pub(super) const USCCS: [&str; 4] = [
	"91330100799655058B",
	"91440300708461136T",
	"91110000802100433B",
	"91350628M0000K0H44",
];

/// Codes that hardly anybody has: too short, too long, a small letter, an excluded letter, a wrong check character, nothing, a
/// right one, a short one with an excluded letter, and, with right check characters, a department, a class and a region that
/// are none.
const WRONG_USCCS: [&str; 11] = [
	"91330100799655058",
	"91330100799655058B0",
	"91330100799655058b",
	"9133010079965505IB",
	"91330100799655059B",
	"",
	"91330100123456788G",
	"9133010079965505O",
	"B13301007996550589",
	"943301007996550582",
	"913301A07996550586",
];

pub(super) const CODES: [&str; 16] = [
	"3300000000001",
	"3300000000002",
	"3300000000003",
	"3300000000004",
	"3300000000005",
	"3300000000006",
	"3300000000007",
	"3300000000008",
	"4400000000001",
	"4400000000002",
	"4400000000003",
	"4400000000004",
	"4400000000005",
	"4400000000006",
	"4400000000007",
	"4400000000008",
];

const WRONG_CODES: [&str; 5] = ["330100000001", "33010000000001", "33010000000A1", "３30100001234", ""];

pub(super) const NAMES: [&str; 4] = [
	"杭州某某有限公司",
	"深圳某某科技有限公司",
	"Beijing Something Co., Ltd.",
	"新名称",
];

pub(super) fn raw(bytes: &[u8]) -> RawText {
	RawText::try_from(bytes).expect("a raw text may be longer than this")
}

pub(super) fn uscc_of(text: &str) -> Uscc {
	Uscc::parse(text.as_bytes(), UsccCheck::Waived).expect("it is a code")
}

pub(super) fn code_of(text: &str) -> SealCode {
	SealCode::parse(text.as_bytes()).expect("it is a code")
}

impl Dice<'_> {
	pub(super) fn prefer_seat(&mut self, fits: impl Fn(Seat) -> bool) -> Seat {
		self.prefer(&Seat::ALL, |seat| fits(*seat)).expect("there are seats")
	}

	pub(super) fn uscc(&mut self, fits: impl Fn(&Model, &str) -> bool) -> &'static str {
		if self.percent(4) {
			return self.pick(&WRONG_USCCS);
		}
		let model = self.model;
		self.prefer(&USCCS, |uscc| fits(model, uscc)).expect("there is one")
	}

	pub(super) fn code(&mut self, fits: impl Fn(&Model, &str) -> bool) -> &'static str {
		if self.percent(4) {
			return self.pick(&WRONG_CODES);
		}
		let model = self.model;
		self.prefer(&CODES, |code| fits(model, code)).expect("there is one")
	}

	pub(super) fn text(&mut self, longest: usize) -> RawText {
		match self.rng.gen_range(0..100) {
			0..=1 => raw(b""),
			2 => raw(" \u{3000}".as_bytes()),
			3 => raw(&vec![b'x'; longest + 1]),
			4 => raw(&vec![b'x'; longest]),
			5 => raw(self.pick(&[" 杭州", "杭州 ", "杭  州"]).as_bytes()),
			6 => raw(self
				.pick(&["杭州\u{e000}", "杭\u{2800}州", "\u{3164}", "杭\u{fe00}州", "杭\u{a0}州"])
				.as_bytes()),
			7 => raw(self.pick(&["Cafe\u{301}", "新\u{f92c}州"]).as_bytes()),
			_ => raw(self.pick(&NAMES).as_bytes()),
		}
	}

	pub(super) fn plain(&mut self, n: u64) -> DocumentDigest {
		let hash = H256::from_low_u64_be(n);
		match self.rng.gen_range(0..40) {
			0 => DocumentDigest::Commitment(hash),
			1 => DocumentDigest::CommitmentSm3(hash),
			2..=4 => DocumentDigest::Sm3(hash),
			5..=8 => DocumentDigest::Blake2b256(hash),
			_ => DocumentDigest::Sha256(hash),
		}
	}

	/// What a certificate or a picture is named by; or seldom, by what it must not.
	pub(super) fn picture(&mut self, n: u64) -> DocumentDigest {
		if self.percent(3) {
			self.plain(n)
		} else {
			DocumentDigest::Sha256(H256::from_low_u64_be(n))
		}
	}

	pub(super) fn seal(&mut self, fits: impl Fn(&Model, usize) -> bool) -> u64 {
		let model = self.model;
		if self.percent(2) {
			return model.seals.len() as u64;
		}
		let all: Vec<_> = (0..model.seals.len()).collect();
		self.prefer(&all, |id| fits(model, *id)).unwrap_or_default() as u64
	}

	pub(super) fn active(&mut self) -> u64 {
		self.seal(|model, id| model.is_in_force(id))
	}

	pub(super) fn pending(&mut self) -> u64 {
		self.seal(|model, id| model.seals[id].status == SealStatus::Applied)
	}

	/// A moment from which something counts, on or after `earliest` and not in the future; or a wrong one.
	pub(super) fn effective(&mut self, earliest: Moment) -> Moment {
		let now = self.model.now;
		match self.rng.gen_range(0..20) {
			0 => now + 1,
			1 => earliest.saturating_sub(1),
			2 => earliest,
			3..=8 => Moment(self.rng.gen_range(earliest.min(now).0..=now.0)),
			_ => now,
		}
	}

	/// The digest that a decision names: mostly the right one, sometimes noise or that of something else.
	pub(super) fn digest(&mut self, right: Option<H256>) -> H256 {
		let right = right.unwrap_or_default();
		match self.rng.gen_range(0..100) {
			0 => H256::zero(),
			1 => H256(self.rng.gen()),
			2 => {
				let mut one_bit_off = right;
				one_bit_off.0[self.rng.gen_range(0..32)] ^= 1 << self.rng.gen_range(0..8);
				one_bit_off
			}
			3..=4 => {
				let other = self.rng.gen_range(0..=self.model.seals.len()) as u64;
				self.model.application_digest(SealId(other)).unwrap_or_default()
			}
			5 => {
				let other = self.rng.gen_range(0..=self.model.flags.len()) as u64;
				self.model.flag_digest(FlagId(other)).unwrap_or_default()
			}
			_ => right,
		}
	}

	/// The digest that a decision about an application or e-seal names.
	pub(super) fn decided(&mut self, seal: u64) -> H256 {
		let right = self.model.application_digest(SealId(seal));
		self.digest(right)
	}
}
