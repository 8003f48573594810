//! Tests of the composed runtime.

mod acts;
mod admission;
mod batches;
mod composition;
mod decisions;
mod env;
mod factors;
mod flood;
mod governance;
mod model;
mod origins;
mod property;
mod receipt;
mod texts;
mod timing;
mod wallets;
