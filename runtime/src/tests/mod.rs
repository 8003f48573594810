//! Tests of the composed runtime.

mod admission;
mod composition;
mod env;
mod governance;
mod model;
mod origins;
mod property;
mod receipt;
