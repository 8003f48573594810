//! `eseal-operator network`, from outside. eseal-node is stood in for by a script: the specifications that it makes mean
//! nothing, but depend on all that they are made of. tests/e2e/ does the same with real nodes.

mod assemble;
mod check;
mod keys;
mod support;
