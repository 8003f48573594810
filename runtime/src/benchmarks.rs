//! The pallets whose weights are measured on this runtime.

frame_benchmarking::define_benchmarks!(
	[frame_system, frame_system_benchmarking::Pallet::<Runtime>]
	[pallet_timestamp, Timestamp]
	[pallet_admission, Admission]
	[pallet_agencies, Agencies]
	[pallet_dual_control, DualControl]
	[pallet_e_seal, ESeal]
	[pallet_usage_log, UsageLog]
);

impl frame_system_benchmarking::Config for crate::Runtime {}
