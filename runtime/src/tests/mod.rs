//! Tests of the composed runtime.

mod admission;
mod composition;
mod env;
mod model;
mod origins;
mod property;
