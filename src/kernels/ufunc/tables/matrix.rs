//! Ufuncs of whole vectors and matrices. Their loops are in `kernels/dot` and run by `run/matmul`: these
//! rows are what the program sees of them.

use super::*;

const TYPES: &str =
    "??->? bb->b BB->B hh->h HH->H ii->i II->I ll->l LL->L qq->q QQ->Q ee->e ff->f dd->d gg->g FF->F DD->D GG->G OO->O";

const fn product(name: &'static str, signature: &'static str) -> Ufunc {
    Ufunc { signature: Some(signature), ..ufunc(name, 2, 1, &[], TYPES) }
}

pub(super) const MATMUL: Ufunc = product("matmul", "(n?,k),(k,m?)->(n?,m?)");
pub(super) const VECDOT: Ufunc = product("vecdot", "(n),(n)->()");
pub(super) const MATVEC: Ufunc = product("matvec", "(m,n),(n)->(m)");
pub(super) const VECMAT: Ufunc = product("vecmat", "(n),(n,m)->(m)");
