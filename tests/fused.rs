//! Trees of elementwise operations that are computed as a whole: the same bits, layouts, warnings and errors
//! as one operation after the other, with any number of threads.

use std::fmt::Write;
use std::process::Command;

/// What a program prints, on both streams.
fn run(program: &str, settings: &[(&str, &str)]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_numcell"));
    let done = command.args(["-c", program]).envs(settings.iter().copied()).output().expect("numcell runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(done.stdout), text(done.stderr))
}

/// Runs a program with and without whole trees; gives what it prints.
fn compared(program: &str) -> (String, String) {
    let step_by_step = run(program, &[("NUMCELL_FUSE", "0")]);
    for threads in ["1", "2", "3"] {
        let whole = run(program, &[("NUMCELL_NUM_THREADS", threads), ("NUMCELL_FUSE", "1")]);
        assert_eq!(whole.0, step_by_step.0, "with {threads} threads:\n{program}");
        assert_eq!(whole.1, step_by_step.1, "with {threads} threads:\n{program}");
    }
    step_by_step
}

/// Random numbers that are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn expression(&mut self, depth: usize) -> String {
        let leaves = ["a", "b", "c", "a", "b", "c", "s", "t", "i", "row", "column", "2", "0.5", "-3", "v[::-1]"];
        let kind = self.below(100);
        if depth == 0 || kind < 12 {
            return self.of(&leaves).to_owned();
        }
        let left = self.expression(depth - 1);
        match kind {
            12..70 => {
                let op = self.of(&["+", "-", "*", "/", "+", "*"]);
                format!("({left} {op} {})", self.expression(depth - 1))
            }
            70..80 => format!("(-{left})"),
            80..88 => format!("({left} ** {})", self.of(&["2", "2", "3", "0.5", "-1", "2.0"])),
            88..97 => format!("np.{}({left})", self.of(&["exp", "tanh", "sqrt", "abs", "log", "square"])),
            _ => format!("np.maximum({left}, {})", self.expression(depth - 1)),
        }
    }

    /// Of ints and truth values, which may be refused.
    fn whole(&mut self, depth: usize) -> String {
        let leaves = ["j", "k", "j", "k", "l", "p", "q", "j[::-1]", "p[::-1]", "i", "2", "-3", "u", "jrow", "jcolumn"];
        if depth == 0 || self.below(100) < 10 {
            return self.of(&leaves).to_owned();
        }
        let left = self.whole(depth - 1);
        match self.below(100) {
            0..40 => format!("({left} {} {})", self.of(&["+", "-", "*", "+"]), self.whole(depth - 1)),
            40..65 => {
                format!("({left} {} {})", self.of(&["==", "<", ">", "!=", "<=", ">="]), self.whole(depth - 1))
            }
            65..85 => format!("({left} {} {})", self.of(&["&", "|", "^"]), self.whole(depth - 1)),
            85..90 => format!("(-{left})"),
            90..94 => format!("({left} ** {})", self.of(&["2", "3", "-1", "0.5", "2.0"])),
            94..97 => format!("np.{}({left})", self.of(&["abs", "square", "sign", "sqrt", "negative"])),
            _ => format!("np.maximum({left}, {})", self.whole(depth - 1)),
        }
    }

    fn root(&mut self) -> String {
        if self.below(3) == 0 {
            let depth = 1 + self.below(5);
            let tree = self.whole(depth);
            return match self.below(6) {
                0 => format!("np.sum({tree})"),
                1 => format!("({tree}).mean()"),
                2 => format!("{tree} + a"),
                _ => tree,
            };
        }
        let depth = 1 + self.below(5);
        let tree = self.expression(depth);
        let order = self.of(&["<", ">", "<=", "==", "!="]);
        match self.below(10) {
            0 => format!("np.sum({tree})"),
            1 => format!("np.mean({tree})"),
            2 => format!("({tree}).sum()"),
            3 => format!("{tree} {order} {}", self.expression(2)),
            4 => format!("np.sum({tree} {order} {})", self.expression(1)),
            5 => format!("np.mean({tree} {order} 0.5)"),
            6 => format!("({tree} > 0.2) & ({} < {})", self.expression(2), self.expression(1)),
            _ => tree,
        }
    }
}

const BEGIN: &str = "
import numpy as np
def show(name, a):
    a = np.asarray(a)
    words = np.where(a != a, np.nan, np.ascontiguousarray(a)).reshape(-1).view(np.uint8).astype(np.uint64)
    print(name, a.shape, a.dtype, a.strides, int(np.sum(words * (np.arange(words.size, dtype=np.uint64) + 1))))
rng = np.random.default_rng(7)
def values(kind, shape):
    a = rng.standard_normal(shape)
    if kind == 1:
        return np.abs(a) + 0.5
    if kind == 2:
        return a * 1e150
    if kind == 3:
        k = rng.integers(0, 8, a.size).reshape(shape)
        return np.where(k == 0, np.inf, np.where(k == 1, -0.0, np.where(k == 2, 5e-324, np.where(k == 3, np.nan, a))))
    if kind == 4:
        a.reshape(-1)[-1] = 0.0
    if kind == 5:
        return a * 1e-160
    return a
";

#[test]
fn random_trees_give_what_their_operations_give() {
    let mut dice = Dice(3);
    for (size, trees) in [(5000, 80), (70_000, 10)] {
        let mut program = format!("{BEGIN}s = 2.5\nt = np.float64(-1.25)\ni = 3\nN = {size}\n");
        for place in 0..trees {
            let shape = dice.of(&["(N,)", "(N // 200, 200)", "(3, N // 300, 100)", "(N // 7, 7)"]);
            for name in ["a", "b", "c"] {
                let value = format!("values({}, {shape})", [0, 1, 1, 1, 2, 3, 4, 5][dice.below(8)]);
                let _ = match dice.below(20) {
                    0 => writeln!(program, "{name} = {value}.astype('f4')"),
                    1 => writeln!(program, "{name} = {value}.astype('>f8')"),
                    2 => writeln!(program, "{name} = np.repeat({value}, 2, axis=-1)[..., ::2]"),
                    3 => writeln!(program, "{name} = {value}.T.copy().T"),
                    _ => writeln!(program, "{name} = {value}"),
                };
            }
            let root = dice.root();
            let _ = writeln!(program, "row = values(1, {shape})[:1]; column = values(1, {shape})[..., :1]; v = b");
            for name in ["j", "k", "l"] {
                let largest = dice.of(&["3", "100", "2**40", "2**62"]);
                let _ = writeln!(
                    program,
                    "{name} = rng.integers(-{largest}, {largest}, {shape}){}",
                    dice.of(&["", "", "[..., ::-1]", ".astype('i4')"])
                );
            }
            let _ =
                writeln!(program, "p = j > 0; q = (k < 2)[::-1]; jrow = j[:1]; jcolumn = k[..., :1]; u = np.int64(5)");
            let call = if dice.below(2) == 0 {
                root
            } else {
                let _ =
                    writeln!(program, "def f(a, b, c, j, k, l, p, q, row, column, v):\n    r = {root}\n    return r");
                "f(a, b, c, j, k, l, p, q, row, column, v)".to_owned()
            };
            let _ = writeln!(
                program,
                "try:\n    show({place}, {call})\nexcept Exception as error:\n    print({place}, type(error), error)"
            );
        }
        let (out, warnings) = compared(&program);
        assert_eq!(out.lines().count(), trees, "{out}\n{warnings}");
        assert!(warnings.contains("RuntimeWarning"), "{warnings}");
    }
}

#[test]
fn errors_and_settings_are_those_of_single_operations() {
    let (out, errors) = compared(
        "
import numpy as np
x = np.linspace(-1, 1, 50_001)
y = 1e300 * (x * 1e10)
with np.errstate(all='ignore'):
    print((1 / (x * 2))[25_000], np.sum(1 / (x * 0)))
with np.errstate(under='warn'):
    print(np.sum((x * 1e-200) * (x * 1e-200)))
try:
    with np.errstate(divide='raise'):
        z = 2 + 1 / (x * 3)
except FloatingPointError as error:
    print(error)
class Sub(np.ndarray):
    pass
z = x.view(Sub)
print(type(z * 2 + 1).__name__, type(2 * x + z).__name__, (x * 2 + 1 > 0).dtype, (x * 2).dtype)
for name in ('missing', 'x[60_000]', 'x[1:]', 'None', \"'text'\"):
    try:
        eval('x * 2 + ' + name)
    except Exception as error:
        print(type(error).__name__, error)
class Changes:
    def __rmul__(self, other):
        global x
        x = np.zeros(50_001)
        return other
print((x + x * Changes() + x * 2 * x).sum(), x.sum())
x = np.ones(50_001)
np.exp = np.sin
print(np.sum(np.exp(x * 2) + 1))
w = x
w = w * 2 + w
print(w[:3], x[:3])
print([(lambda k: (x * k + k).sum())(k) for k in range(3)])
1 / (1 - x)
1 + 'a' * (x * 2)
",
    );
    assert!(errors.contains("divide by zero encountered in divide"), "{errors}");
    assert!(errors.contains("overflow encountered in multiply"), "{errors}");
    assert!(errors.contains("underflow encountered in multiply"), "{errors}");
    assert!(errors.contains("UFuncTypeError") || errors.contains("UFuncNoLoopError"), "{errors}");
    assert!(out.contains("divide by zero encountered in divide\nSub Sub bool float64\nNameError"), "{out}\n{errors}");
}
