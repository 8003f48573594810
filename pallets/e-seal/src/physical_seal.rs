//! Physical seals, filed by Public Security.

use crate::{
	Config, Error, Event, Gone, Hold, Pallet, PhysicalSeal, PhysicalSealReport, PhysicalSealStatus, PhysicalSeals,
	RectifiedFrom, RegisterChange, RegisterSubject, SealKind,
};
use eseal_primitives::{DocumentDigest, Moment, RawText, SealCode};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_agencies::Officer;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_file_physical_seal(
		by: Officer<T::AccountId>,
		code: &RawText,
		uscc: &RawText,
		kind: SealKind,
		imprint: DocumentDigest,
		maker: &RawText,
	) -> DispatchResult {
		let code = Self::parse_code(code)?;
		let (uscc, enterprise) = Self::find_enterprise(uscc)?;
		if let Some(filed) = PhysicalSeals::<T>::get(code) {
			ensure!(filed.uscc == uscc, Error::<T>::PhysicalSealOfAnotherEnterprise);
			return Err(Error::<T>::PhysicalSealAlreadyFiled.into());
		}
		Self::ensure_registered(&enterprise)?;
		Self::ensure_sha256(&imprint)?;
		let maker = Self::parse_text(maker)?;

		let now = Self::now();
		PhysicalSeals::<T>::insert(
			code,
			PhysicalSeal {
				uscc,
				kind,
				imprint,
				maker,
				status: PhysicalSealStatus::Filed,
				filed_at: now,
				status_since: now,
				gone_under_right_code: None,
				paired: None,
			},
		);
		Self::deposit_event(Event::PhysicalSealFiled {
			code,
			uscc,
			kind,
			imprint,
			by,
		});
		Ok(())
	}

	/// Returns on how many e-seals it placed a hold.
	pub(crate) fn do_report_physical_seal(
		by: Officer<T::AccountId>,
		code: &RawText,
		report: PhysicalSealReport,
		effective_at: Moment,
	) -> Result<usize, DispatchError> {
		let (code, mut physical) = Self::find_physical_seal(code)?;
		ensure!(
			physical.status == PhysicalSealStatus::Filed,
			Error::<T>::PhysicalSealGone
		);
		Self::ensure_effective(effective_at, physical.filed_at)?;

		physical.status = match report {
			PhysicalSealReport::Lost => PhysicalSealStatus::Lost,
			PhysicalSealReport::Destroyed => PhysicalSealStatus::Destroyed,
		};
		physical.status_since = effective_at;
		let uscc = physical.uscc;
		Self::note_under_wrong_codes(code, physical.gone());
		PhysicalSeals::<T>::insert(code, physical);
		let subject = RegisterSubject::PhysicalSeal(code);
		Self::enter_record(
			subject,
			RegisterChange::Reported { report },
			by.clone().into(),
			effective_at,
		)?;
		Self::deposit_event(Event::PhysicalSealReported {
			code,
			uscc,
			report,
			effective_at,
			by: by.clone(),
		});
		let paired = Self::in_force(uscc).into_iter().filter(|(_, seal)| seal.code == code);
		Self::place_on_each(paired, Hold::PhysicalSealLost, &by.into(), effective_at)
	}

	/// Notes whether a physical seal is gone under each wrong code that it had, where e-seals that name that one, and their receipts,
	/// look for it.
	pub(crate) fn note_under_wrong_codes(code: SealCode, gone: Option<Gone>) {
		for subject in RectifiedFrom::<T>::get(RegisterSubject::PhysicalSeal(code)) {
			if let RegisterSubject::PhysicalSeal(wrong) = subject {
				PhysicalSeals::<T>::mutate_extant(wrong, |physical| physical.gone_under_right_code = gone);
			}
		}
	}
}
