//! Work shared among threads: the same bits and the same warnings for any number of them.

use numcell::kernels::parallel;
use std::process::Command;

/// Prints every bit of results of arrays that are long enough to be shared, and warns on the way.
const PROGRAM: &str = "
import numpy as np
def bits(name, a):
    a = np.ascontiguousarray(a)
    words = a.view(np.uint8).astype(np.uint64)
    weights = np.arange(1, words.size + 1, dtype=np.uint64).reshape(words.shape)
    print(name, a.shape, a.dtype, int(np.sum(words * weights)))
rng = np.random.default_rng(1)
x = rng.standard_normal(60_000)
y = rng.random(60_000) + 0.5
m = rng.standard_normal((300, 250))
k = rng.integers(-1000, 1000, 60_000)
c = (x + 1j * y)[:55_000]
for name, a in [('x', x), ('y', y), ('k', k), ('f', x.astype(np.float32)), ('c', c)]:
    bits(name + ' add', a + a[::-1])
    bits(name + ' mul', a[1:] * 3 - a[:-1])
    bits(name + ' sum', np.array([a.sum(), a[::2].sum(), a[::-1].sum()]))
    bits(name + ' cumsum', a.cumsum())
    bits(name + ' sort', np.sort(a))
    bits(name + ' argsort', np.argsort(a, kind='stable'))
    bits(name + ' cast', a.astype(np.complex64))
    bits(name + ' equal', a == a[::-1])
    bits(name + ' take', a[k % a.size])
    bits(name + ' mask', a[a != 0])
for name, f in [('exp', np.exp), ('tanh', np.tanh), ('sin', np.sin), ('square', np.square), ('isnan', np.isnan)]:
    bits(name, f(x))
bits('log', np.log(y))
bits('power', y ** 3)
bits('where', np.where(x > 0, x, y))
bits('extremes', np.array([x.max(), x.min(), x.argmax(), x.argmin(), k.max(), x.std(), x.mean(), x.var()]))
for name, a in [('m', m), ('m.T', m.T), ('m[::2]', m[::2, 1:]), ('m - row', m - m[0]), ('m * column', m * m[:, :1])]:
    bits(name, a * 2 + a)
    bits(name + ' copy', a.T.copy())
    for axis in (0, 1, None):
        bits(name + ' sum', np.atleast_1d(a.sum(axis=axis)))
        bits(name + ' std', np.atleast_1d(a.std(axis=axis)))
        bits(name + ' max', np.atleast_1d(a.max(axis=axis)))
        bits(name + ' argmax', np.atleast_1d(a.argmax(axis=axis)))
        bits(name + ' sort', np.sort(a, axis=axis))
w = x.copy()
w[1:] += w[:-1]
bits('overlap', w)
w -= 1
bits('in place', w)
z = np.ones(60_000)
z[59_999] = 0
bits('zeros', 1 / z)
z[59_998] = -1
bits('roots', np.sqrt(z))
z[0] = 1e300
bits('large', z * 1e300)
print(np.isinf(np.exp(z * 1000)).sum(), (k // np.where(z == 0, 0, 7).astype(int)).sum())
";

/// What the program itself prints with so many threads.
fn run(threads: &str) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_numcell"));
    let done = command.args(["-c", PROGRAM]).env("NUMCELL_NUM_THREADS", threads).output().expect("numcell runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(done.stdout), text(done.stderr))
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let (out, warnings) = run("1");
    assert!(out.lines().count() > 100, "{out}\n{warnings}");
    for words in ["divide by zero", "invalid value", "overflow"] {
        assert!(warnings.contains(words), "{warnings}");
    }
    for threads in ["2", "3"] {
        assert_eq!(run(threads), (out.clone(), warnings.clone()), "with {threads} threads");
    }
}

#[test]
fn pieces_give_their_answers_in_order() {
    let pieces: Vec<usize> = (0..100).collect();
    assert_eq!(parallel::map(pieces, &|i| 2 * i), (0..100).map(|i| 2 * i).collect::<Vec<_>>());
    assert_eq!(parallel::join(|| 1, || "two"), (1, "two"));
    assert_eq!(parallel::piece(1000, 1_000_000), None);
    assert!(parallel::piece(10_000_000, 1000).is_none_or(|n| n >= 16_384 && n.is_multiple_of(512)));
}
