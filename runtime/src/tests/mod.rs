//! Tests of the composed runtime.

mod admission;
mod env;
mod origins;
