//! How long records stay in the state, and how they leave it: oldest first, in the room that blocks have left.

use crate::{
	document_key, BlockUses, Config, DocumentsOf, Error, Event, LogStarts, NextToLeave, Pallet, RecordOf, Records,
	Retention, UsesOfDocument, WeightInfo,
};
use codec::Encode;
use eseal_crypto::advance;
use eseal_primitives::{
	documents::Listed,
	kept::{record_key, KeptRecord},
	Moment, SealId,
};
use frame_support::{
	defensive,
	dispatch::DispatchResult,
	ensure,
	traits::Get,
	weights::{Weight, WeightMeter},
};
use sp_runtime::traits::{One, Saturating};

/// The maximum number of blocks whose records leave, or that had none, in one block.
const MAX_BLOCKS: u32 = 1_024;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_retention(retention: Option<u64>) -> DispatchResult {
		ensure!(
			retention.is_none_or(|retention| retention >= T::MinRetention::get()),
			Error::<T>::RetentionTooShort
		);
		Retention::<T>::set(retention);
		Self::deposit_event(Event::RetentionSet { retention });
		Ok(())
	}

	/// Lets records leave the state whose retention is over, as far as the `remaining` weight and [`MAX_BLOCKS`] allow, and
	/// returns the weight used. It goes on where it stopped.
	pub(crate) fn drop_old_records(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining);
		if meter.try_consume(T::WeightInfo::expiry_base()).is_err() {
			return meter.consumed();
		}
		let over = Retention::<T>::get().and_then(|retention| Self::now().0.checked_sub(retention));
		let Some(over) = over.map(Moment) else {
			return meter.consumed();
		};
		let this = frame_system::Pallet::<T>::block_number();
		let first = NextToLeave::<T>::get();
		let (mut block, mut place) = first;
		for _ in 0..MAX_BLOCKS {
			if block >= this || meter.try_consume(Self::block_weight()).is_err() {
				break;
			}
			let uses = BlockUses::<T>::get(block);
			place = Self::drop_of_block(&uses, place, over, &mut meter);
			if usize::try_from(place).is_ok_and(|place| place < uses.len()) {
				break;
			}
			BlockUses::<T>::remove(block);
			(block, place) = (block.saturating_add(One::one()), 0);
		}
		if (block, place) != first {
			NextToLeave::<T>::put((block, place));
		}
		meter.consumed()
	}

	/// What it weighs to look at a block: at most as much as a record, which reads and writes more.
	pub(crate) fn block_weight() -> Weight {
		T::WeightInfo::record_use()
	}

	/// What it weighs that a record leaves of which the chain knows so many documents: at most as much as to make it, which does
	/// the same the other way round, and verifies a signature.
	pub(crate) fn drop_weight(known: u32) -> Weight {
		T::WeightInfo::record_uses(known)
	}

	/// Lets the records of a block leave, from `place` on, that were made at the moment `over` or before. Returns the place of
	/// the first that stays.
	fn drop_of_block(uses: &[(SealId, u64)], place: u32, over: Moment, meter: &mut WeightMeter) -> u32 {
		let skipped = usize::try_from(place).unwrap_or(usize::MAX);
		for (place, (seal, number)) in (place..).zip(uses.iter().skip(skipped)) {
			let Some(record) = Records::<T>::get(seal, number) else {
				defensive!("a block names a record that is not there");
				continue;
			};
			if record.recorded_at > over {
				return place;
			}
			let documents = match record.documents.one() {
				Some(_) => None,
				None => DocumentsOf::<T>::get(seal, number),
			};
			let known = documents.as_ref().map_or(1, |documents| documents.len());
			let known = u32::try_from(known).unwrap_or(u32::MAX);
			if meter.try_consume(Self::drop_weight(known)).is_err() {
				return place;
			}
			Self::drop_record(*seal, *number, record, documents);
		}
		u32::try_from(uses.len()).unwrap_or(u32::MAX)
	}

	/// Lets a record leave the state, with what leads to it. The start of the e-seal's log moves behind it.
	pub(crate) fn drop_record(seal: SealId, number: u64, record: RecordOf<T>, documents: Option<Listed>) {
		let start = LogStarts::<T>::get(seal);
		let next = advance(start, &record).filter(|_| start.records == number);
		match next {
			Some(next) => LogStarts::<T>::insert(seal, next),
			None => {
				defensive!("a record leaves before another one of its log");
			}
		}
		let one = record.documents.one();
		let known = documents.iter().flatten().chain(&one);
		for (document, index) in known.zip(record.index..) {
			UsesOfDocument::<T>::remove(document_key(document), (seal, index));
		}
		Records::<T>::remove(seal, number);
		DocumentsOf::<T>::remove(seal, number);
		let kept = KeptRecord { record, documents };
		sp_io::offchain_index::set(&record_key(seal, number), &kept.encode());
	}
}
